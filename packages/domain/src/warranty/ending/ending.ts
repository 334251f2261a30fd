import type {
  WarrantyCancelled,
  WarrantySuperseded,
  WarrantyTransferRefused,
  WarrantyTransferred,
  WarrantyVoidContested,
  WarrantyVoided,
  WarrantyVoidLifted,
  WarrantyVoidUpheld,
} from '../events/ending.js'

export interface Void {
  readonly voided: WarrantyVoided['data']
  readonly contests: ReadonlyArray<VoidContest>
  readonly lifted: boolean
}

export interface VoidContest {
  readonly contested: Omit<WarrantyVoidContested['data'], 'says'>
  readonly answer?: WarrantyVoidUpheld | WarrantyVoidLifted
}

/** What ended layers before their time, or the warranty altogether. */
export interface Ending {
  readonly voids: ReadonlyArray<Void>
  readonly transfers: ReadonlyArray<WarrantyTransferred['data']>
  readonly refusedTransfers: ReadonlyArray<WarrantyTransferRefused['data']>
  readonly superseded?: WarrantySuperseded['data']
  readonly cancelled?: WarrantyCancelled['data']
}

export const noEnding: Ending = { voids: [], transfers: [], refusedTransfers: [] }
