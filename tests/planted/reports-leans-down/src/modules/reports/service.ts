export { one } from '../surveys/model.ts'
