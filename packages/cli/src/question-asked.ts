import { readFileSync } from 'node:fs'
import { BusinessCalendar, type Instant, LocalDate, startOfDay, Zone } from '@aftersale/domain/calendar'
import { instantOf, parseInstant } from '@aftersale/messages'
import {
  type Dimension,
  dimensions,
  type KeyPart,
  keyParts,
  metricDefinitions,
  type Question,
  windowMilliseconds,
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
  readonly days?: ReadonlyArray<string>
  readonly key?: ReadonlyArray<string>
  readonly asOf?: string
  readonly calendar?: string
}

/** What the person calls the figure and the dimensions that were typed. */
export interface TypedAs {
  readonly metric: string
  readonly by: string
}

/** A question whose `asOf` may still be open. */
export type QuestionAsked = Omit<Question, 'asOf'> & { readonly asOf?: Instant }

/** The question that the options ask, or what can't be understood in them. */
export const questionAsked = (
  options: QuestionOptions,
  typed: TypedAs = { metric: '--metric', by: '--by' },
): E.Either<Failure, QuestionAsked> => {
  try {
    return E.right(understood(options, typed))
  } catch (thrown) {
    if (thrown instanceof NotUnderstood) return E.left(wrongCommandLine(thrown.message))
    throw thrown
  }
}

class NotUnderstood extends Error {}

const understood = (
  { metric, by, from, until, zone, window, days, key, asOf, calendar }: QuestionOptions,
  typed: TypedAs,
): QuestionAsked => {
  if (!Zone.is(zone))
    throw new NotUnderstood(`--zone ${zone}: not a time zone by its exact IANA name, such as Europe/Berlin`)
  if (from !== undefined && until !== undefined) {
    const [start, end] = [startOf(bound('--from', from), zone), startOf(bound('--until', until), zone)]
    if (start > end) throw new NotUnderstood(`--from ${from}: after --until ${until}`)
  }
  if (window !== undefined && windowMilliseconds(window) === undefined) {
    throw new NotUnderstood(`--window ${window}: not a window such as P7D or PT12H`)
  }
  named(typed.by, by)
  named('--key', key)
  named('--days', days)
  const metrics = named(typed.metric, metric)?.map((name) =>
    oneOf(
      typed.metric,
      name,
      metricDefinitions.map((definition) => definition.name),
    ),
  )
  return {
    ...(metrics === undefined ? {} : { metrics }),
    ...(by === undefined
      ? {}
      : { by: by.map((name) => oneOf(typed.by, name, dimensions)) as ReadonlyArray<Dimension> }),
    ...(from === undefined ? {} : { from: bound('--from', from) }),
    ...(until === undefined ? {} : { until: bound('--until', until) }),
    zone,
    ...(window === undefined ? {} : { window }),
    ...(days === undefined ? {} : { days: days.map(dayOfUse) }),
    ...(key === undefined ? {} : { key: key.map((name) => oneOf('--key', name, keyParts)) as ReadonlyArray<KeyPart> }),
    ...(asOf === undefined ? {} : { asOf: instant('--as-of', asOf) }),
    ...(calendar === undefined ? {} : { calendar: calendarIn(calendar) }),
  }
}

const dayOfUse = (text: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new NotUnderstood(`--days ${text}: not a day of use, a whole number from 0 on`)
  return Number(text)
}

/** An option that was given names something. */
const named = (option: string, names: ReadonlyArray<string> | undefined): ReadonlyArray<string> | undefined => {
  if (names?.length === 0) throw new NotUnderstood(`${option}: nothing is named`)
  return names
}

const oneOf = (option: string, name: string, known: ReadonlyArray<string>): string => {
  if (known.includes(name)) return name
  if (option === '--metric' && /(\.ndjson|\.gz|\.db)$|^-$/.test(name)) {
    throw new NotUnderstood(
      `${option} ${name}: not a figure; a history stands before --metric, which takes all that follows`,
    )
  }
  throw new NotUnderstood(`${option} ${name}: not one of ${known.join(', ')}`)
}

const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/
/** Without seconds, which may be left out here. */
const WITHOUT_SECONDS = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(Z|[+-]\d{2}:\d{2})$/

const instant = (option: string, text: string): Instant => {
  const parsed = parseInstant(text.replace(WITHOUT_SECONDS, '$1:00$2'))
  if (E.isRight(parsed)) return parsed.right
  const what = /such/.test(parsed.left.why) ? 'there is no such instant' : 'not an instant such as 2025-02-05T00:00:00Z'
  throw new NotUnderstood(`${option} ${text}: ${what}`)
}

const startOf = (text: string, zone: Zone): Instant =>
  LOCAL_DATE.test(text) ? startOfDay(text as LocalDate, zone) : (text as Instant)

const bound = (option: string, text: string): string => {
  if (!LOCAL_DATE.test(text)) return instant(option, text)
  const at = Date.parse(`${text}T00:00:00Z`)
  if (!Number.isNaN(at) && instantOf(at).startsWith(text)) return text
  throw new NotUnderstood(`${option} ${text}: there is no such day`)
}

/** The day that an option names, or what is wrong with it. */
export const dayNamed = (option: string, text: string): E.Either<Failure, LocalDate> => {
  if (LocalDate.is(text)) return E.right(text)
  const why = LOCAL_DATE.test(text) ? 'there is no such day' : 'not a day such as 2025-01-31'
  return E.left(wrongCommandLine(`${option} ${text}: ${why}`))
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
