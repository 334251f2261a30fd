import type { NonEmptyText } from '@aftersale/messages'
import type { TelemetryEvent } from '../events.js'
import { type Fault, type FaultHistory, nothingReported } from './fault-history.js'

type Faults = ReadonlyMap<NonEmptyText, FaultHistory>

export const evolveFaults = (faults: Faults, event: TelemetryEvent): Faults => {
  const { faultCode } = event.data
  const history = faults.get(faultCode) ?? nothingReported
  return new Map([...faults, [faultCode, evolveHistory(history, event)]])
}

const evolveHistory = (history: FaultHistory, event: TelemetryEvent): FaultHistory => {
  switch (event.type) {
    case 'FaultReadingRecorded': {
      const { readingId, faultCode, severity, value, measuredAt } = event.data
      const measured = value === undefined ? {} : { value }
      const reading = { readingId, faultCode, severity, ...measured, measuredAt }
      return { ...history, readings: [...history.readings, reading] }
    }
    case 'AssetFaultRaised':
      return { ...history, faults: [...history.faults, { raised: event.data, recoveries: [] }] }
    case 'AssetFaultRecovered':
      return withFault(history, event.data.faultId, (fault) => ({
        ...fault,
        recoveries: [...fault.recoveries, event.data.recoveredAt],
      }))
    case 'AssetFaultClosed':
      return withFault(history, event.data.faultId, (fault) => ({ ...fault, closed: event.data }))
  }
}

const withFault = (history: FaultHistory, faultId: string, change: (fault: Fault) => Fault): FaultHistory => ({
  ...history,
  faults: history.faults.map((fault) => (fault.raised.faultId === faultId ? change(fault) : fault)),
})
