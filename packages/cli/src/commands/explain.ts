import * as E from 'fp-ts/lib/Either.js'
import { type ExitCode, type Failure, wrongCommandLine } from '../exit-code.js'
import { eventExplained } from '../explaining/event-explained.js'
import { figureExplained, figureNamed } from '../explaining/figure-explained.js'
import { streamExplained } from '../explaining/stream-explained.js'
import { instantInWords } from '../figures/figure-in-words.js'
import { nameOf, openSource } from '../history-word.js'
import { progressOf } from '../progress.js'
import { dayNamed, type QuestionOptions, questionAsked } from '../question-asked.js'
import { type Surroundings, say } from '../surroundings.js'

export interface ExplainOptions extends QuestionOptions {
  readonly on?: string
  readonly maxLine: number
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const STREAM = /^([a-z0-9]+\.)?[a-z][A-Za-z0-9]*-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Prints what stands behind an event, a stream or a figure. */
export const explain = async (
  history: string,
  typed: string,
  { maxLine, on, ...options }: ExplainOptions,
  surroundings: Surroundings,
): Promise<ExitCode | Failure> => {
  // Ids are stored in lower case, and often written in upper case elsewhere.
  const what = UUID.test(typed) ? typed.toLowerCase() : typed
  const isFigure = !UUID.test(what) && !STREAM.test(what)
  const named = isFigure ? figureNamed(what) : undefined
  if (named !== undefined && E.isLeft(named)) return named.left
  const asked = questionAsked(
    { ...options, ...(named === undefined ? {} : named.right.options) },
    { metric: 'figure', by: 'dimension' },
  )
  if (E.isLeft(asked)) return asked.left
  const day = on === undefined ? E.right(undefined) : dayNamed('--on', on)
  if (E.isLeft(day)) return day.left

  const open = () => openSource(history, surroundings, { maxLineBytes: maxLine })
  const opened = await open()
  if (E.isLeft(opened)) return opened.left
  const progress = progressOf('events read', surroundings)
  const { source, close } = opened.right
  const explained =
    named !== undefined
      ? await figureExplained(named.right, asked.right, source, history === '-' ? undefined : open, progress)
      : UUID.test(what)
        ? await eventExplained(what, source, progress)
        : await streamExplained(what, source, { asOf: asked.right.asOf, on: day.right }, progress)
  progress.end()
  await close()
  if (E.isLeft(explained)) return explained.left
  if (explained.right === undefined) {
    const by = UUID.test(what) || asked.right.asOf === undefined ? '' : ` by ${instantInWords(asked.right.asOf)}`
    return wrongCommandLine(
      `${nameOf(history)}: holds no ${UUID.test(what) ? `event with the id ${what}` : `stream ${what}${by}`}`,
    )
  }
  await say(surroundings.output, explained.right)
  return 0
}
