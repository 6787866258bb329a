export { preferenceRoutes as noticeRoutes } from './preferences/route.tsx'
export { noticeSentence } from './sentences.ts'
