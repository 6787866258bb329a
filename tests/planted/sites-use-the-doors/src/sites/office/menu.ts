export { one } from '../../modules/org/store.ts'
