import type { NonEmptyText } from '@aftersale/messages'
import type { EndingEvent } from '../events/ending.js'
import type { Warranty } from '../state.js'
import type { Ending, Void, VoidContest } from './ending.js'

export const evolveEnding = (warranty: Warranty, event: EndingEvent): Warranty => {
  const { ending } = warranty
  switch (event.type) {
    case 'WarrantyTransferred': {
      const { owner: _, ...rest } = warranty
      const { to, lapsedLayerIds } = event.data
      return {
        ...rest,
        ...(to === undefined ? {} : { owner: to }),
        layers: warranty.layers.map((layer) =>
          lapsedLayerIds.includes(layer.layerId) ? { ...layer, lapsed: true } : layer,
        ),
        ending: { ...ending, transfers: [...ending.transfers, event.data] },
      }
    }
    case 'WarrantyTransferRefused':
      return { ...warranty, ending: { ...ending, refusedTransfers: [...ending.refusedTransfers, event.data] } }
    case 'WarrantyVoided': {
      const voided: Void = { voided: event.data, contests: [], lifted: false }
      return { ...warranty, ending: { ...ending, voids: [...ending.voids, voided] } }
    }
    case 'WarrantyVoidContested': {
      const { says: _, ...contested } = event.data
      return withVoid(warranty, contested.voidId, (one) => ({ ...one, contests: [...one.contests, { contested }] }))
    }
    case 'WarrantyVoidUpheld':
      return withVoid(warranty, event.data.voidId, (one) => answered(one, event.data.contestId, event))
    case 'WarrantyVoidLifted':
      return withVoid(warranty, event.data.voidId, (one) => ({
        ...answered(one, event.data.contestId, event),
        lifted: true,
      }))
    case 'WarrantySuperseded':
      return { ...warranty, ending: { ...ending, superseded: event.data } }
    case 'WarrantyCancelled':
      return { ...warranty, ending: { ...ending, cancelled: event.data } }
  }
}

const withVoid = (warranty: Warranty, voidId: NonEmptyText, change: (one: Void) => Void): Warranty => {
  const voids = warranty.ending.voids.map((one) => (one.voided.voidId === voidId ? change(one) : one))
  const ending: Ending = { ...warranty.ending, voids }
  return { ...warranty, ending }
}

const answered = (one: Void, contestId: NonEmptyText, answer: NonNullable<VoidContest['answer']>): Void => ({
  ...one,
  contests: one.contests.map((contest) =>
    contest.contested.contestId === contestId ? { ...contest, answer } : contest,
  ),
})
