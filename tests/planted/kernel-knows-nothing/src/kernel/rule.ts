export { one } from '../platform/clock.ts'
