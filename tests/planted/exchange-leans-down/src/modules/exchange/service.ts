export { one } from '../reports/model.ts'
