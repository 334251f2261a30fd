import { LocalDate } from '@aftersale/domain/calendar'
import { simulateHistory } from '@aftersale/history'
import * as E from 'fp-ts/lib/Either.js'
import {
  type ExitCode,
  type Failure,
  failureOfFault,
  failureOfFinishing,
  withMore,
  wrongCommandLine,
} from '../exit-code.js'
import { nameOf, openTarget, stoppedWriting } from '../history-word.js'
import { holdsNothing } from '../new-database.js'
import { progressOf } from '../progress.js'
import { type Surroundings, say } from '../surroundings.js'

export interface SimulateOptions {
  readonly to: string
  readonly seed: number
  readonly customers: number
  readonly from: string
  readonly until: string
}

/** Writes a seeded history into a target that holds nothing yet. */
export const simulateInto = async (
  { to, seed, customers, from, until }: SimulateOptions,
  surroundings: Surroundings,
): Promise<ExitCode | Failure> => {
  if (!LocalDate.is(from)) return wrongCommandLine(`--from ${from}: not a day such as 2025-01-31`)
  if (!LocalDate.is(until)) return wrongCommandLine(`--until ${until}: not a day such as 2025-01-31`)
  if (until <= from) return wrongCommandLine(`--until ${until}: not after --from ${from}`)
  const opened = await openTarget(to, surroundings)
  if (E.isLeft(opened)) return opened.left
  const { target, held, close, giveUp } = opened.right
  if (held !== undefined && !(await holdsNothing(held))) {
    await giveUp()
    return wrongCommandLine(`${nameOf(to)}: holds a history already; a simulation begins a new one`)
  }
  surroundings.onStop(async () => {
    await target.abandon()
    return stoppedWriting(to)
  })

  const progress = progressOf('events simulated', surroundings)
  const simulated = await simulateHistory({ seed, customers, from, until, target, onProgress: progress.at })()
  progress.end()
  const failure = E.isLeft(simulated) ? failureOfFault(simulated.left) : await failureOfFinishing(target)
  if (E.isLeft(simulated) || failure !== undefined) {
    const left = await giveUp()
    return withMore(failure as Failure, left === undefined ? undefined : `${left}; delete it to begin anew`)
  }
  await close()
  const { events, tickets, purchases, returns, refused, repeated } = simulated.right
  await say(
    surroundings.messages,
    `${nameOf(to)}: ${events} events of ${tickets} tickets, ${purchases} purchases and ${returns} returns; ${repeated} commands came twice and left nothing, ${refused} were refused\n`,
  )
  return 0
}
