/**
 * After a dossier has been moved to another version of its process, a step done before is named with the version whose step it was
 * (bước của bản quy trình trước): `v1/3`. Steps of the version that it runs on now keep their plain key, so one never passes for the other.
 */
export const formerStep = (version: number, step: string): string => (isFormer(step) ? step : `v${version}/${step}`)

const shape = /^v(\d+)\/(.+)$/
/** Whether a name is of a version before. */
export const isFormer = (step: string): boolean => shape.test(step)

/** Which version a step is of, and its key there. Null: the version that the dossier runs on. */
export function readStep(step: string): { version: number | null; key: string } {
  const [, version, key] = shape.exec(step) ?? []
  return version === undefined || key === undefined ? { version: null, key: step } : { version: Number(version), key }
}
