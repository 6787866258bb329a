export { one } from './store.ts'
