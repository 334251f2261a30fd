import { copyHistory } from '@aftersale/history'
import * as E from 'fp-ts/lib/Either.js'
import { type ExitCode, type Failure, failureOfCopy, failureOfFault, wrongCommandLine } from '../exit-code.js'
import { openSource, openTarget, stoppedWriting } from '../history-word.js'
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
  if (from === to && from !== '-') return wrongCommandLine(`${from}: can't be copied onto itself`)
  const openedSource = await openSource(from, surroundings, { maxLineBytes: maxLine })
  if (E.isLeft(openedSource)) return openedSource.left
  const { source, close: closeSource } = openedSource.right
  const openedTarget = await openTarget(to, surroundings)
  if (E.isLeft(openedTarget)) {
    await closeSource()
    return openedTarget.left
  }
  const { target, held, close } = openedTarget.right
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
  const finished = E.isLeft(copied) ? copied : await target.finish()()
  if (E.isLeft(finished)) await target.abandon()
  await closeSource()
  await close()
  if (E.isLeft(copied)) return failureOfCopy(copied.left)
  if (E.isLeft(finished)) return failureOfFault(finished.left as never)
  const { copied: count, heldBefore } = copied.right
  await say(
    surroundings.messages,
    `${to}: ${count} events copied${heldBefore === 0 ? '' : `, ${heldBefore} were there before`}\n`,
  )
  return 0
}
