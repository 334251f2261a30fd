import type { Instant } from '@aftersale/messages'
import { type Figure, figuresOf, metricDefinitions } from '@aftersale/metrics'
import * as E from 'fp-ts/lib/Either.js'
import { type ExitCode, type Failure, wrongCommandLine } from '../exit-code.js'
import type { Answer, FigureAlone } from '../figures/answer.js'
import { foldedHistory, unknownTypesInWords } from '../folded-history.js'
import { nameOf, openSource } from '../history-word.js'
import { progressOf } from '../progress.js'
import { type QuestionAsked, type QuestionOptions, questionAsked } from '../question-asked.js'
import { type Surroundings, say } from '../surroundings.js'

export interface ReplayOptions extends QuestionOptions {
  readonly format: 'table' | 'json' | 'csv' | 'markdown'
  readonly maxLine: number
}

const figureAlone = ({ counted: _counted, ...figure }: Figure): FigureAlone => figure

/** In the order in which they are answered. */
const metricsOf = ({ metrics }: QuestionAsked): ReadonlyArray<string> =>
  metricDefinitions.map(({ name }) => name).filter((name) => metrics === undefined || metrics.includes(name))

const BEFORE_EVERYTHING = '0001-01-01T00:00:00.000Z' as Instant

/** Prints the figures of a history. */
export const replay = async (
  history: string,
  { format, maxLine, ...options }: ReplayOptions,
  surroundings: Surroundings,
): Promise<ExitCode | Failure> => {
  const asked = questionAsked(options)
  if (E.isLeft(asked)) return asked.left
  const question = asked.right
  const opened = await openSource(history, surroundings, { maxLineBytes: maxLine, recognisesMetadata: true })
  if (E.isLeft(opened)) return opened.left
  const progress = progressOf('events replayed', surroundings)
  const folded = await foldedHistory(opened.right.source, question.asOf, progress)
  progress.end()
  await opened.right.close()
  if (E.isLeft(folded)) return folded.left
  const { facts, events, asOf, unknownTypes } = folded.right

  const passedOver = unknownTypesInWords(unknownTypes)
  if (passedOver !== undefined) await say(surroundings.messages, `aftersale: ${nameOf(history)}: ${passedOver}\n`)
  let figures: ReadonlyArray<FigureAlone>
  try {
    figures = metricsOf(question).flatMap((metric) =>
      figuresOf(facts, { ...question, metrics: [metric], asOf: asOf ?? BEFORE_EVERYTHING }).map(figureAlone),
    )
  } catch (thrown) {
    if (thrown instanceof RangeError) return wrongCommandLine(thrown.message)
    throw thrown
  }
  const answer: Answer = {
    history: nameOf(history),
    events,
    asOf,
    zone: question.zone,
    timeZoneData: process.versions.tz ?? 'none',
    figures,
  }
  await say(surroundings.output, await written(answer, format))
  return 0
}

const written = async (answer: Answer, format: ReplayOptions['format']): Promise<string> => {
  switch (format) {
    case 'json':
      return (await import('../figures/figures-as-json.js')).figuresAsJson(answer)
    case 'csv':
      return (await import('../figures/figures-as-csv.js')).figuresAsCsv(answer)
    case 'markdown':
      return (await import('../figures/figures-as-markdown.js')).figuresAsMarkdown(answer)
    case 'table':
      return (await import('../figures/figures-as-table.js')).figuresAsTable(answer)
  }
}
