export { one } from '../website/model.ts'
