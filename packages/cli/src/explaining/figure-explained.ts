import type { HistorySource } from '@aftersale/history'
import type { Instant } from '@aftersale/messages'
import { dimensions, type Figure, figuresOf } from '@aftersale/metrics'
import * as E from 'fp-ts/lib/Either.js'
import { type Failure, wrongCommandLine } from '../exit-code.js'
import { excludedInWords, valueInWords } from '../figures/figure-in-words.js'
import { eachEvent, foldedHistory } from '../folded-history.js'
import type { OpenSource } from '../history-word.js'
import type { Progress } from '../progress.js'
import type { QuestionAsked, QuestionOptions } from '../question-asked.js'
import { metadataInWords } from './event-in-words.js'

/** `metric`, `metric/variant`, each with `[dimension=value,…]`; `?` is the value that isn't known. */
export interface FigureNamed {
  readonly options: Pick<QuestionOptions, 'metric' | 'by'>
  readonly variant: string | undefined
  readonly segment: Readonly<Record<string, string | null>>
}

/** A comma before another `dimension=`; others belong to the value. */
const BETWEEN_CONDITIONS = new RegExp(`,(?=\\s*(?:${dimensions.join('|')})=)`)

export const figureNamed = (text: string): E.Either<Failure, FigureNamed> => {
  const match = /^([a-z][a-z-]*)(?:\/([a-z][A-Za-z0-9-]*))?(?:\[(.*)\])?$/.exec(text)
  if (match === null) {
    return E.left(
      wrongCommandLine(
        `${text}: neither an event id, nor a stream, nor a figure such as first-contact-resolution[channel=phone]`,
      ),
    )
  }
  const [, metric = '', variant, conditions = ''] = match
  const pairs = conditions === '' ? [] : conditions.split(BETWEEN_CONDITIONS).map((condition) => condition.trim())
  const segment: Record<string, string | null> = {}
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    if (equals < 1) return E.left(wrongCommandLine(`${text}: ${pair} is not of the form channel=phone`))
    const value = pair.slice(equals + 1)
    segment[pair.slice(0, equals)] = value === '?' ? null : value
  }
  return E.right({
    options: { metric: [metric], ...(pairs.length === 0 ? {} : { by: Object.keys(segment) }) },
    variant,
    segment,
  })
}

const NOTHING_KNOWN = '0001-01-01T00:00:00.000Z' as Instant

/** The events that each side of the figure was counted from. `reopen` is absent where the history can be read but once. */
export const figureExplained = async (
  { variant, segment }: FigureNamed,
  question: QuestionAsked,
  source: HistorySource,
  reopen: (() => Promise<E.Either<Failure, OpenSource>>) | undefined,
  progress: Progress,
): Promise<E.Either<Failure, string>> => {
  const folded = await foldedHistory(source, question.asOf, progress)
  if (E.isLeft(folded)) return folded
  const { facts, asOf = NOTHING_KNOWN } = folded.right
  let figures: ReadonlyArray<Figure>
  try {
    figures = figuresOf(facts, { ...question, asOf })
  } catch (thrown) {
    if (thrown instanceof RangeError) return E.left(wrongCommandLine(thrown.message))
    throw thrown
  }
  const asked = figures.filter(
    (figure) =>
      (variant === undefined || figure.variant === variant) &&
      Object.entries(segment).every(([dimension, value]) => figure.segment[dimension] === value),
  )
  if (asked.length === 0) return E.left(wrongCommandLine(noSuchFigure(figures, variant)))

  const sides = asked.map(sidesOf)
  const wanted = new Set(sides.flat().flatMap(({ eventIds }) => eventIds))
  const told = await eventsInWords(wanted, reopen, progress)
  if (E.isLeft(told)) return told
  const lines = asked.flatMap((figure, index) => [
    headingOf(figure),
    ...(sides[index] ?? []).flatMap(({ side, eventIds }) =>
      eventIds.length === 0 ? [] : [`  ${side}:`, ...eventIds.map((id) => `    ${told.right.get(id) ?? id}`)],
    ),
  ])
  return E.right(`${lines.join('\n')}\n`)
}

const SEGMENTS_TOLD = 20

/** What there is in its place: variants, or the segments of the dimensions that were asked for. */
const noSuchFigure = (figures: ReadonlyArray<Figure>, variant: string | undefined): string => {
  const variants = [...new Set(figures.map((figure) => figure.variant))]
  const segments = [...new Set(figures.map(segmentInWords))].filter((segment) => segment !== '')
  const isVariantUnknown = variant !== undefined && !variants.includes(variant)
  if (isVariantUnknown || segments.length === 0) {
    return `there is no such figure in this history; variants: ${variants.join(', ') || 'none'}`
  }
  const more = segments.length > SEGMENTS_TOLD ? ` and ${segments.length - SEGMENTS_TOLD} more` : ''
  return `there is no such segment in this history; segments: ${segments.slice(0, SEGMENTS_TOLD).join(' ')}${more}`
}

const segmentInWords = ({ segment }: Figure): string => {
  const where = Object.entries(segment).map(([dimension, value]) => `${dimension}=${value ?? '?'}`)
  return where.length === 0 ? '' : `[${where.join(',')}]`
}

interface Side {
  readonly side: string
  readonly eventIds: ReadonlyArray<string>
}

/** Those of the numerator are not told a second time among the denominator's. */
const sidesOf = ({ numerator, counted }: Figure): ReadonlyArray<Side> => {
  const { numerator: above, denominator, pending, excluded } = counted()
  const isAbove = new Set(above)
  const below = denominator.filter((id) => !isAbove.has(id))
  return [
    { side: numerator === null ? 'measured' : 'counted', eventIds: above },
    { side: above.length === 0 ? 'measured' : 'measured, but not counted', eventIds: below },
    { side: 'pending', eventIds: pending },
    ...Object.entries(excluded).map(([reason, eventIds]) => ({ side: `left out: ${reason}`, eventIds })),
  ]
}

const headingOf = (figure: Figure): string => {
  const parts =
    figure.numerator === null || figure.unit === 'seconds' || figure.unit === 'minor'
      ? `of ${figure.denominator}`
      : `${figure.numerator} of ${figure.denominator}`
  const excluded = excludedInWords(figure)
  return (
    `${figure.metric}${figure.variant === '' ? '' : `/${figure.variant}`}${segmentInWords(figure)}: ` +
    `${valueInWords(figure)} (${parts}${figure.pending === 0 ? '' : `, ${figure.pending} pending`}${excluded === '' ? '' : `; left out: ${excluded}`})`
  )
}

/** Each of the events as one line; none where the history can't be read again. */
const eventsInWords = async (
  wanted: ReadonlySet<string>,
  reopen: (() => Promise<E.Either<Failure, OpenSource>>) | undefined,
  progress: Progress,
): Promise<E.Either<Failure, ReadonlyMap<string, string>>> => {
  const told = new Map<string, string>()
  if (reopen === undefined) return E.right(told)
  const opened = await reopen()
  if (E.isLeft(opened)) return opened
  const read = await eachEvent(opened.right.source, progress, ({ metadata: { eventId } }, stored) => {
    if (!wanted.has(eventId)) return
    const { stream, revision, type } = stored
    told.set(eventId, `${metadataInWords(stored).occurredAt}  ${type}  ${stream}@${revision}  ${eventId}`)
  })
  await opened.right.close()
  return E.isLeft(read) ? read : E.right(told)
}
