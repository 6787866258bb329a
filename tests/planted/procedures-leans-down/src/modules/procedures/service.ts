export { one } from '../documents/model.ts'
