export { one } from '../applicants/model.ts'
