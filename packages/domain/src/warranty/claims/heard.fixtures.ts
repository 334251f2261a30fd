import { given } from '@aftersale/decider/testing'
import type { OpenClaim } from '../commands/claims.js'
import type { WarrantyCommand } from '../commands.js'
import type { ClaimOpened, ClaimRefused } from '../events/claims.js'
import { after } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

/** What the warranty says to a claim that it is told of after those commands. */
export const heard = (
  history: ReadonlyArray<WarrantyCommand>,
  claim: OpenClaim,
): ClaimOpened['data'] | ClaimRefused['data'] => {
  const { decision } = given(warranty, after(...history)).when(claim)
  const event = decision._tag === 'Right' ? decision.right[0] : undefined
  if (event?.type !== 'ClaimOpened' && event?.type !== 'ClaimRefused') throw new Error(JSON.stringify(decision))
  return event.data
}

/** The layers that answer, or what stands against each. */
export const answer = (history: ReadonlyArray<WarrantyCommand>, claim: OpenClaim): unknown => {
  const data = heard(history, claim)
  return 'layerIds' in data
    ? data.layerIds
    : Object.fromEntries(data.layers.map(({ layerId, reasons }) => [layerId, reasons]))
}
