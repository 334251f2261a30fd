import { readFileSync } from 'node:fs'
import { BusinessCalendar, type Instant, Zone } from '@aftersale/domain/calendar'
import { instantOf } from '@aftersale/messages'
import {
  type Dimension,
  dimensions,
  type KeyPart,
  keyParts,
  metricDefinitions,
  type Question,
} from '@aftersale/metrics'
import * as E from 'fp-ts/lib/Either.js'
import { type Failure, wrongCommandLine } from './exit-code.js'

/** The options of a question, as they were typed. */
export interface QuestionOptions {
  readonly metric?: ReadonlyArray<string>
  readonly by?: ReadonlyArray<string>
  readonly from?: string
  readonly until?: string
  readonly zone: string
  readonly window?: string
  readonly key?: ReadonlyArray<string>
  readonly asOf?: string
  readonly calendar?: string
}

/** A question whose `asOf` may still be open. */
export type QuestionAsked = Omit<Question, 'asOf'> & { readonly asOf?: Instant }

/** The question that the options ask, or what can't be understood in them. */
export const questionAsked = (options: QuestionOptions): E.Either<Failure, QuestionAsked> => {
  try {
    return E.right(understood(options))
  } catch (thrown) {
    if (thrown instanceof NotUnderstood) return E.left(wrongCommandLine(thrown.message))
    throw thrown
  }
}

class NotUnderstood extends Error {}

const understood = ({ metric, by, from, until, zone, window, key, asOf, calendar }: QuestionOptions): QuestionAsked => {
  if (!Zone.is(zone))
    throw new NotUnderstood(`--zone ${zone}: not a time zone by its exact IANA name, such as Europe/Berlin`)
  const metrics = metric?.map((name) =>
    oneOf(
      '--metric',
      name,
      metricDefinitions.map((definition) => definition.name),
    ),
  )
  return {
    ...(metrics === undefined ? {} : { metrics }),
    ...(by === undefined ? {} : { by: by.map((name) => oneOf('--by', name, dimensions)) as ReadonlyArray<Dimension> }),
    ...(from === undefined ? {} : { from: bound('--from', from) }),
    ...(until === undefined ? {} : { until: bound('--until', until) }),
    zone,
    ...(window === undefined ? {} : { window }),
    ...(key === undefined ? {} : { key: key.map((name) => oneOf('--key', name, keyParts)) as ReadonlyArray<KeyPart> }),
    ...(asOf === undefined ? {} : { asOf: instant('--as-of', asOf) }),
    ...(calendar === undefined ? {} : { calendar: calendarIn(calendar) }),
  }
}

const oneOf = (option: string, name: string, known: ReadonlyArray<string>): string => {
  if (known.includes(name)) return name
  throw new NotUnderstood(`${option} ${name}: not one of ${known.join(', ')}`)
}

const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/** The instant in RFC 3339, the form that events have. */
const instant = (option: string, text: string): Instant => {
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new NotUnderstood(`${option} ${text}: not an instant such as 2025-02-05T00:00:00Z`)
  return instantOf(at)
}

const bound = (option: string, text: string): string => {
  if (!LOCAL_DATE.test(text)) return instant(option, text)
  const at = Date.parse(`${text}T00:00:00Z`)
  if (!Number.isNaN(at) && instantOf(at).startsWith(text)) return text
  throw new NotUnderstood(`${option} ${text}: there is no such day`)
}

const calendarIn = (path: string): BusinessCalendar => {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (thrown) {
    throw new NotUnderstood(`--calendar ${path}: can't be read (${(thrown as Error).message})`)
  }
  const decoded = BusinessCalendar.decode(content)
  if (E.isLeft(decoded)) throw new NotUnderstood(`--calendar ${path}: not a business calendar`)
  return decoded.right
}
