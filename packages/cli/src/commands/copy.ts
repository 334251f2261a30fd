import { copyHistory } from '@aftersale/history'
import * as E from 'fp-ts/lib/Either.js'
import {
  type ExitCode,
  type Failure,
  failureOfCopy,
  failureOfFinishing,
  withMore,
  wrongCommandLine,
} from '../exit-code.js'
import { nameOf, openSource, openTarget, stoppedWriting } from '../history-word.js'
import { progressOf } from '../progress.js'
import { type Surroundings, say } from '../surroundings.js'

export interface CopyOptions {
  readonly maxLine: number
}

/** Copies what the target lacks. */
export const copy = async (
  from: string,
  to: string,
  { maxLine }: CopyOptions,
  surroundings: Surroundings,
): Promise<ExitCode | Failure> => {
  if (from === to && from !== '-') return wrongCommandLine(`${nameOf(from)}: can't be copied onto itself`)
  const openedSource = await openSource(from, surroundings, { maxLineBytes: maxLine })
  if (E.isLeft(openedSource)) return openedSource.left
  const { source, close: closeSource } = openedSource.right
  const openedTarget = await openTarget(to, surroundings)
  if (E.isLeft(openedTarget)) {
    await closeSource()
    return openedTarget.left
  }
  const { target, held, close, giveUp } = openedTarget.right
  surroundings.onStop(async () => {
    await target.abandon()
    return stoppedWriting(to)
  })

  const progress = progressOf('events copied', surroundings)
  const copied = await copyHistory({
    source,
    target,
    ...(held === undefined ? {} : { held }),
    onProgress: progress.at,
  })()
  progress.end()
  await closeSource()
  const failure = E.isLeft(copied) ? failureOfCopy(copied.left) : await failureOfFinishing(target)
  if (E.isLeft(copied) || failure !== undefined) {
    const left = await giveUp()
    return withMore(failure as Failure, left === undefined ? undefined : `${left}; the same copy goes on from there`)
  }
  await close()
  const { copied: count, heldBefore } = copied.right
  await say(
    surroundings.messages,
    `${nameOf(to)}: ${count} events copied${heldBefore === 0 ? '' : `, ${heldBefore} were there before`}\n`,
  )
  return 0
}
