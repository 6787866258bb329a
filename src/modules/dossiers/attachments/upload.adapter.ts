import { randomUUID } from 'node:crypto'
import type { KeptFile } from '../../../platform/http/uploads.ts'
import type { NewAttachment } from '../store.ts'

/** Files of one kind of place, as the act lays them to the dossier. */
export const attachmentsFrom = (kept: readonly KeptFile[], kindOf: (place: string) => NewAttachment['kind']): NewAttachment[] =>
  kept.map(({ place, name, sha256, sizeBytes, mediaType }) => ({
    id: randomUUID(),
    kind: kindOf(place),
    place,
    name,
    sha256,
    sizeBytes,
    mediaType,
  }))
