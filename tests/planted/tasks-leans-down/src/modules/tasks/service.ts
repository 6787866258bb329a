export { one } from '../dossiers/model.ts'
