export { one } from '../org/store.ts'
