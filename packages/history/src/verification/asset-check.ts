import { assetAggregate } from '@aftersale/domain'
import { type AssetEvent, isAssetEvent } from '@aftersale/domain/events'
import { basicFaults } from './stream-basics.js'
import type { AggregateCheck, AssetNamed } from './stream-check.js'

/** Whose a unit is, what covers it and what is open about it, one at a time; and that it can be replayed. */
export const assetCheck = (assetId: string): AggregateCheck => {
  const covers: Array<{ readonly revision: number; readonly warrantyId: string }> = []
  const asset: AssetNamed = { covers }
  const faultsOfUnit = unitBook()
  return {
    asset,
    faultsOf: basicFaults(
      {
        called: { one: 'an asset', it: 'asset' },
        isOwn: isAssetEvent,
        idOf: ({ data }) => data.assetId,
        begunBy: 'AssetRegistered',
        decider: assetAggregate.decider,
      },
      assetId,
      (event, revision) => {
        if (event.type === 'AssetCovered') covers.push({ revision, warrantyId: event.data.warrantyId })
        return faultsOfUnit(event)
      },
    ),
  }
}

/** What can't have happened to a unit after what was told of it before. */
const unitBook = (): ((event: AssetEvent) => ReadonlyArray<string>) => {
  let times = 0
  let isRetired = false
  let cover: string | undefined
  const services = new Set<string>()
  const openFaults = new Map<string, string>()
  const schedules = new Set<string>()
  /** By schedule and slot: the visit that it is booked for, if any; no entry where it never fell due and was not booked. */
  const slots = new Map<string, string | undefined>()
  const dueBefore = new Set<string>()
  const slotOf = ({ scheduleId, slot }: { readonly scheduleId: string; readonly slot: number }): string =>
    `${slot} of schedule ${scheduleId}`
  const unknownSchedule = (scheduleId: string): ReadonlyArray<string> =>
    schedules.has(scheduleId) ? [] : [`schedule ${scheduleId} was never set up`]

  return (event) => {
    switch (event.type) {
      case 'AssetRegistered':
        times += 1
        return times > 1 ? ['it was registered before'] : []
      case 'AssetResold': {
        const wasRetired = isRetired
        isRetired = false
        return wasRetired ? [] : ['it had not come back']
      }
      case 'AssetRetired': {
        const wasRetired = isRetired
        isRetired = true
        return [
          ...(wasRetired ? ['it was retired before'] : []),
          ...(cover === undefined ? [] : [`warranty ${cover} covers it still`]),
          ...[...openFaults.values()].map((faultId) => `fault ${faultId} is open`),
        ]
      }
      case 'AssetCovered': {
        const before = cover
        cover = event.data.warrantyId
        return before === undefined ? [] : [`warranty ${before} covers it already`]
      }
      case 'AssetUncovered': {
        const { warrantyId } = event.data
        const isIts = cover === warrantyId
        if (isIts) cover = undefined
        return isIts ? [] : [`warranty ${warrantyId} does not cover it`]
      }
      case 'AssetServiced': {
        const { serviceId } = event.data
        const isNew = !services.has(serviceId)
        services.add(serviceId)
        return isNew ? [] : [`service ${serviceId} was recorded before`]
      }
      case 'AssetFaultRaised': {
        const { faultCode, faultId } = event.data
        const open = openFaults.get(faultCode)
        openFaults.set(faultCode, faultId)
        return open === undefined ? [] : [`fault ${open} of code ${faultCode} is open`]
      }
      case 'AssetFaultRecovered':
      case 'AssetFaultClosed': {
        const { faultCode, faultId } = event.data
        const isOpen = openFaults.get(faultCode) === faultId
        if (event.type === 'AssetFaultClosed' && isOpen) openFaults.delete(faultCode)
        return isOpen ? [] : [`fault ${faultId} is not open`]
      }
      case 'MaintenanceScheduleSetUp': {
        const { scheduleId } = event.data
        const isNew = !schedules.has(scheduleId)
        schedules.add(scheduleId)
        return isNew ? [] : [`schedule ${scheduleId} was set up before`]
      }
      case 'MaintenanceFellDue': {
        const slot = slotOf(event.data)
        const fellDueBefore = dueBefore.has(slot)
        dueBefore.add(slot)
        if (!slots.has(slot)) slots.set(slot, undefined)
        return [...unknownSchedule(event.data.scheduleId), ...(fellDueBefore ? [`slot ${slot} fell due before`] : [])]
      }
      case 'MaintenanceBooked': {
        const slot = slotOf(event.data)
        const other = slots.get(slot)
        slots.set(slot, event.data.visitId)
        return [
          ...unknownSchedule(event.data.scheduleId),
          ...(other === undefined ? [] : [`slot ${slot} is booked for visit ${other}`]),
        ]
      }
      case 'MaintenanceReopened': {
        const slot = slotOf(event.data)
        const other = slots.get(slot)
        slots.set(slot, undefined)
        return other === event.data.visitId ? [] : [`slot ${slot} is not booked for visit ${event.data.visitId}`]
      }
      case 'MaintenancePerformed':
      case 'MaintenanceSkipped':
      case 'MaintenanceCalendarChanged':
      case 'MaintenanceScheduleEnded':
        return unknownSchedule(event.data.scheduleId)
      case 'AssetTracedToPurchase':
      case 'AssetTransferred':
      case 'AssetReplaced':
      case 'AssetInstalled':
      case 'AssetMoved':
      case 'MeterRead':
      case 'FaultReadingRecorded':
        return []
    }
  }
}
