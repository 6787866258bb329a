export { one } from '../workfiles/model.ts'
