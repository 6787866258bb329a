export { one } from '../../sites/office/menu.ts'
