import { placeInWords, verifyHistory } from '@aftersale/history'
import * as E from 'fp-ts/lib/Either.js'
import { type ExitCode, type Failure, failureOfFault } from '../exit-code.js'
import { nameOf, openSource } from '../history-word.js'
import { progressOf } from '../progress.js'
import { type Surroundings, say } from '../surroundings.js'

export interface VerifyOptions {
  readonly maxLine: number
}

/** Lists the faults of a history on the output, each on a line of its own. */
export const verify = async (
  history: string,
  { maxLine }: VerifyOptions,
  surroundings: Surroundings,
): Promise<ExitCode | Failure> => {
  const opened = await openSource(history, surroundings, { maxLineBytes: maxLine })
  if (E.isLeft(opened)) return opened.left
  const { source, close } = opened.right
  const { output } = surroundings
  const progress = progressOf('events verified', surroundings)
  const verified = await verifyHistory(
    source,
    ({ at, stream, revision, what }) => {
      progress.end()
      output.write(`${placeInWords(at)}: ${stream === undefined ? '' : `${stream}@${revision}: `}${what}\n`)
    },
    progress.at,
  )
  progress.end()
  await close()

  const { events, streams, endedBy } = verified
  const ended = endedBy === undefined ? undefined : failureOfFault(endedBy)
  // What could not be read has no summary; data that end too early are one more fault.
  if (ended !== undefined && (ended.exitCode !== 1 || (events === 0 && verified.faults === 0))) return ended
  const faults = verified.faults + (ended === undefined ? 0 : 1)
  if (ended !== undefined) output.write(`${ended.message}\n`)
  await say(
    output,
    `${nameOf(history)}: ${counted(events, 'event')} in ${counted(streams, 'stream')}, ${counted(faults, 'fault')}\n`,
  )
  return faults === 0 ? 0 : 1
}

const counted = (count: number, what: string): string =>
  `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`
