export { one } from '../clock/model.ts'
