export { one } from '../platform/pool.ts'
