import { instantOfLocalTime, Zone } from '@aftersale/domain/calendar'
import { type Instant, instantOf } from '@aftersale/messages'

/** Reads a time as a log writes it; nothing where the text is no such time. */
export type ReadTime = (text: string) => Instant | undefined

/**
 * How times stand in a log: `iso` (RFC 3339 with `Z` or an offset; local where it has neither), `epoch-seconds`,
 * `epoch-milliseconds`, or a pattern of YYYY, M, MM, D, DD, H, HH, h, hh, mm, ss, SSS, A (AM/PM) with everything else
 * standing for itself: `D/M/YYYY HH:mm`.
 */
export const readTime = (format: string, zoneName: string): ReadTime | undefined => {
  if (!Zone.is(zoneName)) return undefined
  const zone: Zone = zoneName
  switch (format) {
    case 'iso':
      return (text) => isoTime(text, zone)
    case 'epoch-seconds':
      return (text) => epochTime(text, 1000)
    case 'epoch-milliseconds':
      return (text) => epochTime(text, 1)
    default: {
      const pattern = compiledPattern(format)
      return pattern === undefined ? undefined : (text) => patternTime(text, pattern, zone)
    }
  }
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})?$/

const isoTime = (text: string, zone: Zone): Instant | undefined => {
  const match = ISO.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = match
  const local = figures({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
  })
  if (local === undefined) return undefined
  return offset === undefined ? instantIn(zone, local) : within(local - offsetMilliseconds(offset))
}

const offsetMilliseconds = (offset: string): number => {
  if (offset === 'Z' || offset === 'z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000
}

const epochTime = (text: string, unit: number): Instant | undefined =>
  /^\d{1,15}(\.\d+)?$/.test(text) ? within(Math.round(Number(text) * unit)) : undefined

interface Pattern {
  readonly expression: RegExp
  readonly parts: ReadonlyArray<Part>
}

type Part = keyof Figures | 'half'

const tokens: Readonly<Record<string, { readonly part: Part; readonly digits: string }>> = {
  YYYY: { part: 'year', digits: '\\d{4}' },
  MM: { part: 'month', digits: '\\d{2}' },
  M: { part: 'month', digits: '\\d{1,2}' },
  DD: { part: 'day', digits: '\\d{2}' },
  D: { part: 'day', digits: '\\d{1,2}' },
  HH: { part: 'hour', digits: '\\d{2}' },
  H: { part: 'hour', digits: '\\d{1,2}' },
  hh: { part: 'hour', digits: '\\d{2}' },
  h: { part: 'hour', digits: '\\d{1,2}' },
  mm: { part: 'minute', digits: '\\d{2}' },
  ss: { part: 'second', digits: '\\d{2}' },
  SSS: { part: 'millisecond', digits: '\\d{3}' },
  A: { part: 'half', digits: '[AaPp][Mm]' },
}

const TOKEN = /YYYY|MM|M|DD|D|HH|H|hh|h|mm|ss|SSS|A/g

const compiledPattern = (format: string): Pattern | undefined => {
  const parts: Array<Part> = []
  let expression = ''
  let from = 0
  for (const found of format.matchAll(TOKEN)) {
    const token = tokens[found[0]]
    if (token === undefined || parts.includes(token.part)) return undefined
    parts.push(token.part)
    expression += `${escaped(format.slice(from, found.index))}(${token.digits})`
    from = found.index + found[0].length
  }
  if (!(['year', 'month', 'day'] as const).every((part) => parts.includes(part))) return undefined
  return { expression: new RegExp(`^${expression}${escaped(format.slice(from))}$`), parts }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const patternTime = (text: string, { expression, parts }: Pattern, zone: Zone): Instant | undefined => {
  const match = expression.exec(text)
  if (match === null) return undefined
  const read: { -readonly [Part in keyof Figures]: number } = { ...midnight }
  let half: string | undefined
  for (const [index, part] of parts.entries()) {
    const found = match[index + 1] as string
    if (part === 'half') half = found.toUpperCase()
    else read[part] = Number(found)
  }
  if (half !== undefined) {
    if (read.hour < 1 || read.hour > 12) return undefined
    read.hour = (read.hour % 12) + (half === 'PM' ? 12 : 0)
  }
  const local = figures(read)
  return local === undefined ? undefined : instantIn(zone, local)
}

interface Figures {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

const midnight: Figures = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 }

/** The figures as if they were UTC; nothing where no calendar has them (a 30th of February). */
const figures = ({ year, month, day, hour, minute, second, millisecond }: Figures): number | undefined => {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
  return new Date(asUtc).getUTCDate() === day ? asUtc : undefined
}

const instantIn = (zone: Zone, local: number): Instant | undefined =>
  within(zone === 'UTC' ? local : instantOfLocalTime(zone, local))

const FIRST = Date.UTC(1, 0)
const LAST = Date.UTC(9999, 11, 31)

const within = (epochMilliseconds: number): Instant | undefined =>
  epochMilliseconds >= FIRST && epochMilliseconds <= LAST ? instantOf(epochMilliseconds) : undefined
