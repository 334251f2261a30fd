import { staffCertificationAggregate } from '@aftersale/domain'
import { isStaffCertificationEvent, type StaffCertificationEvent } from '@aftersale/domain/events'
import { basicFaults } from './stream-basics.js'
import type { AggregateCheck } from './stream-check.js'

/** That what becomes of a certificate was given before and runs on, and that the stream can be replayed. */
export const staffCertificationCheck = (staffId: string): AggregateCheck => {
  const certificates = new Map<string, { lastOn: string | undefined; endedBy: string | undefined }>()

  const faultsOf = (event: StaffCertificationEvent): ReadonlyArray<string> => {
    const { certificationId } = event.data
    const known = certificates.get(certificationId)
    if (event.type === 'StaffCertified') {
      certificates.set(certificationId, { lastOn: event.data.lastOn, endedBy: undefined })
      return known === undefined ? [] : [`certificate ${certificationId} was given before`]
    }
    if (known === undefined) return [`certificate ${certificationId} was never given`]
    const ended =
      known.endedBy === 'CertificationWithdrawn' ? [`certificate ${certificationId} was withdrawn before`] : []
    switch (event.type) {
      case 'CertificationRenewed': {
        const { previousLastOn, lastOn } = event.data
        const before = known.lastOn
        known.lastOn = lastOn
        // One in time that is heard of later corrects that it expired.
        known.endedBy = undefined
        return [
          ...ended,
          ...(before === previousLastOn
            ? []
            : [`it names ${previousLastOn} as the last day, which was ${before ?? 'none'}`]),
          ...(lastOn > previousLastOn ? [] : [`its new last day ${lastOn} is not after ${previousLastOn}`]),
        ]
      }
      case 'CertificationWithdrawn':
        known.endedBy = event.type
        return ended
      case 'CertificationExpired': {
        const hadEnd = known.lastOn !== undefined
        const isOver = known.endedBy === 'CertificationExpired'
        known.endedBy ??= event.type
        return [
          ...ended,
          ...(hadEnd ? [] : [`certificate ${certificationId} never ends`]),
          ...(isOver ? [`certificate ${certificationId} expired before`] : []),
        ]
      }
    }
  }

  return {
    faultsOf: basicFaults(
      {
        called: { one: "somebody's certificates", it: 'member of the staff' },
        isOwn: isStaffCertificationEvent,
        idOf: ({ data }) => data.staffId,
        begunBy: 'StaffCertified',
        decider: staffCertificationAggregate.decider,
      },
      staffId,
      faultsOf,
    ),
  }
}
