import type { LedgerWorld } from './ledger-world.fixtures.js'
import { type Story } from './story.fixtures.js'

// Once everybody has caught up and nobody has anything to do, nothing may be left that waits for a machine.

export const faultLeftHanging = (world: LedgerWorld, story: Story): string | undefined =>
  parkedReaction(world) ?? parkedDeadline(story)

const parkedReaction = ({ parked }: LedgerWorld): string | undefined => {
  const [first] = parked
  if (first === undefined) return undefined
  const { process, command, rejection } = first
  return `${process} parks ${(command as { readonly type: string }).type}: ${(rejection as { readonly reason: string }).reason}`
}

const parkedDeadline = (story: Story): string | undefined => {
  const parked = story.find(({ category }) => category === 'parkedDeadline')
  return parked === undefined ? undefined : `a deadline is parked: ${JSON.stringify(parked.event.data)}`
}
