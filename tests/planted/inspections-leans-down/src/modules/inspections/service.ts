export { one } from '../duties/model.ts'
