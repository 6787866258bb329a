import { type DestinationStream, destination, type Level, type Logger, pino } from 'pino'

/** Names under which secrets and personal data travel. Their values never reach the log, up to four levels deep. */
export const redactedNames = [
  // secrets
  ...[
    'password',
    'passwordHash',
    'secret',
    'token',
    'key',
    'otp',
    'totp',
    'cookie',
    'cookies',
    'authorization',
    'session',
    'connectionString',
  ],
  // people
  ...[
    'name',
    'fullName',
    'applicant',
    'citizenId',
    'idNumber',
    'phone',
    'email',
    'address',
    'birthday',
    'bankAccount',
    'opinion',
    'reason',
  ],
  // whatever was typed or asked for
  ...['body', 'form', 'query', 'search', 'parameters', 'detail'],
]

/** Events of the running office as JSON lines on stderr. Never people: the journal knows who did what. */
export function openLog({ level = 'info', to = destination(2) }: { level?: Level | 'silent'; to?: DestinationStream } = {}): Logger {
  const paths = redactedNames.flatMap((name) => ['', '*.', '*.*.', '*.*.*.'].map((above) => `${above}${name}`))
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '[…]' },
      serializers: { err: faultOf, error: faultOf },
    },
    to,
  )
}

/** Of an error only what leads to the bug: a refusal of PostgreSQL repeats in its details the row it refused. */
function faultOf(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint, table, schema } = error as Error & Record<'code' | 'constraint' | 'table' | 'schema', string | undefined>
  const cause = error.cause === undefined ? undefined : faultOf(error.cause)
  return { type: error.constructor.name, message: error.message, code, schema, table, constraint, stack: error.stack, cause }
}
