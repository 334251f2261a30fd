import * as E from 'fp-ts/lib/Either.js'
import { at, berlin } from '../../calendar/calendar.fixtures.js'
import type { LocalDate } from '../../calendar/local-date.js'
import type { Zone } from '../../calendar/zone.js'
import {
  conformityEnd,
  decodeLegalPack,
  euConsumerLaw2022,
  euConsumerLaw2026,
  germanConsumerLaw2022,
  germanConsumerLaw2026,
  germanPublicHolidays,
  inCountry,
  lawOfContract,
  legalPacks,
  presumptionEnd,
  rightToRejectEnd,
  ukConsumerLaw,
  usConsumerLaw,
  withdrawalEnd,
} from './index.js'

const noonOf = (day: string) => at(`${day}T12:00+02:00`)
const days = (firstOn: string, lastOn: string) => ({ firstOn: firstOn as LocalDate, lastOn: lastOn as LocalDate })

describe('withdrawal in Germany', () => {
  const before = noonOf('2025-05-01')
  const lastDay = (deliveredOn: string, informedAt: ReturnType<typeof noonOf> | undefined) =>
    withdrawalEnd(germanConsumerLaw2022, { anchoredAt: noonOf(deliveredOn), informedAt, zone: berlin }, [
      germanPublicHolidays,
    ])

  it('is over 14 days after the last parcel, on 20 May 2025, and after a Saturday on Monday the 26th', () => {
    // The parcels came on 2 and 6 May: the last counts.
    expect(lastDay('2025-05-06', before)).toEqual({
      anchorOn: '2025-05-06',
      lastOn: '2025-05-20',
      endsAtExclusive: at('2025-05-21T00:00+02:00'),
      calendarMissing: false,
      informed: 'in-time',
    })
    expect(lastDay('2025-05-10', before)?.lastOn).toBe('2025-05-26')
  })

  it('moves on past a public holiday of its calendar', () => {
    expect(lastDay('2025-05-24', before)?.lastOn).toBe('2025-06-10')
  })

  it('is over on 20 May 2026 where nobody told of it', () => {
    expect(lastDay('2025-05-06', undefined)).toMatchObject({ lastOn: '2026-05-20', informed: 'not' })
  })

  it('is over 14 days after the customer was told, where that came late', () => {
    expect(lastDay('2025-05-06', noonOf('2025-08-01'))).toMatchObject({ lastOn: '2025-08-15', informed: 'late' })
    expect(lastDay('2025-05-06', noonOf('2025-05-06'))).toMatchObject({ lastOn: '2025-05-20', informed: 'in-time' })
    // Told on the last day of the twelve months, and told too late to change anything.
    expect(lastDay('2025-05-06', noonOf('2026-05-06'))).toMatchObject({ lastOn: '2026-05-20', informed: 'late' })
    expect(lastDay('2025-05-06', noonOf('2026-05-07'))).toMatchObject({ lastOn: '2026-05-20', informed: 'not' })
  })

  it('says where its calendar was not given', () => {
    const facts = { anchoredAt: noonOf('2025-05-06'), informedAt: before, zone: berlin }
    expect(withdrawalEnd(germanConsumerLaw2022, facts)?.calendarMissing).toBe(true)
    expect(withdrawalEnd(euConsumerLaw2022, facts)?.calendarMissing).toBe(false)
  })
})

describe('conformity in the European Union', () => {
  const suspending = inCountry(germanConsumerLaw2026, {
    policyId: 'law-that-suspends' as never,
    country: 'FR' as never,
    calendarRef: { policyId: 'french-public-holidays' as never, version: 1 as never },
    custodySuspends: true,
  })
  const suspending2022 = {
    ...suspending,
    conformity: { ...suspending.conformity, repairExtension: undefined } as never,
  }
  const inCustody = [days('2026-09-10', '2026-09-20'), days('2026-09-01', '2026-09-12')]

  it('ends on 10 March 2027 for a delivery of 10 March 2025, after a repair too', () => {
    const facts = { deliveredAt: noonOf('2025-03-10'), zone: berlin }
    expect(conformityEnd(euConsumerLaw2022, facts)?.lastOn).toBe('2027-03-10')
    expect(conformityEnd(euConsumerLaw2022, { ...facts, wasRepairedAsRemedy: true })?.lastOn).toBe('2027-03-10')
    expect(conformityEnd(euConsumerLaw2022, { ...facts, standstills: inCustody })?.lastOn).toBe('2027-03-10')
  })

  it('ends on 30 March 2027 by a national rule that suspends, after 20 days in custody', () => {
    const facts = { deliveredAt: noonOf('2025-03-10'), zone: berlin, standstills: inCustody }
    expect(conformityEnd(suspending2022, facts)?.lastOn).toBe('2027-03-30')
  })

  it('ends on 10 August 2028 for a contract of the new version, and a year later after a repair, once', () => {
    const facts = { deliveredAt: noonOf('2026-08-10'), zone: berlin }
    expect(conformityEnd(euConsumerLaw2026, facts)?.lastOn).toBe('2028-08-10')
    expect(conformityEnd(euConsumerLaw2026, { ...facts, wasRepairedAsRemedy: true })?.lastOn).toBe('2029-08-10')
  })

  it('ends on 30 August 2029 with 20 days of suspension and a repair, in either order', () => {
    const facts = { deliveredAt: noonOf('2026-08-10'), zone: berlin, wasRepairedAsRemedy: true }
    expect(conformityEnd(suspending, { ...facts, standstills: inCustody })?.lastOn).toBe('2029-08-30')
    const afterTwoYears = [days('2028-09-01', '2028-09-20')]
    expect(conformityEnd(suspending, { ...facts, standstills: afterTwoYears })?.lastOn).toBe('2029-08-30')
  })

  it('presumes a defect of the first year', () => {
    expect(presumptionEnd(euConsumerLaw2022, { deliveredAt: noonOf('2025-03-10'), zone: berlin })?.lastOn).toBe(
      '2026-03-10',
    )
  })
})

describe('the right to reject in the United Kingdom', () => {
  const london = 'Europe/London' as Zone
  const rejectable = (...standstills: ReadonlyArray<ReturnType<typeof days>>) =>
    rightToRejectEnd(ukConsumerLaw, { deliveredAt: at('2025-01-10T15:00+00:00'), zone: london, standstills })?.lastOn

  it('is over after 30 days, on a Sunday too', () => {
    expect(rejectable()).toBe('2025-02-09')
  })

  it('stands still during a repair, and has seven days left at least', () => {
    expect(rejectable(days('2025-02-04', '2025-02-18'))).toBe('2025-02-25')
    expect(rejectable(days('2025-01-20', '2025-02-03'))).toBe('2025-02-24')
  })

  it('is beside a liability that has no end of its own, with a presumption of six months', () => {
    const facts = { deliveredAt: at('2025-01-10T15:00+00:00'), zone: london }
    expect(conformityEnd(ukConsumerLaw, facts)).toBeUndefined()
    expect(presumptionEnd(ukConsumerLaw, facts)?.lastOn).toBe('2025-07-10')
    expect(rightToRejectEnd(euConsumerLaw2022, facts)).toBeUndefined()
  })
})

describe('the United States', () => {
  it('title warranties, allow no tie-in, and give no right to return', () => {
    expect(usConsumerLaw.warrantyTitles).toMatchObject({ titles: ['full', 'limited'], tieInAllowed: false })
    const facts = { anchoredAt: noonOf('2025-05-06'), zone: berlin }
    expect(withdrawalEnd(usConsumerLaw, facts)).toBeUndefined()
    expect(presumptionEnd(usConsumerLaw, { deliveredAt: facts.anchoredAt, zone: berlin })).toBeUndefined()
  })
})

describe('the law of a contract', () => {
  const german = (concludedOn: string) =>
    lawOfContract(legalPacks, { jurisdiction: 'DE', concludedOn: concludedOn as LocalDate })

  it('is the version that its day of conclusion falls under', () => {
    expect(german('2026-07-30')).toBe(germanConsumerLaw2022)
    expect(german('2026-07-31')).toBe(germanConsumerLaw2026)
    expect(lawOfContract(legalPacks, { jurisdiction: 'GB', concludedOn: '2020-01-01' as LocalDate })).toBe(
      ukConsumerLaw,
    )
  })

  it('is none where no pack is of that jurisdiction', () => {
    expect(lawOfContract(legalPacks, { jurisdiction: 'JP', concludedOn: '2026-07-30' as LocalDate })).toBeUndefined()
  })
})

describe('a pack', () => {
  it.each(legalPacks)('$policyId $version is read back from its JSON, and names its sources', (pack) => {
    expect(decodeLegalPack(JSON.parse(JSON.stringify(pack)))).toEqual(E.right(pack))
    expect(pack.sources.length).toBeGreaterThan(0)
  })

  it('offers at least two remedies after a recall, under a heading that does not play it down', () => {
    expect(euConsumerLaw2022.recall).toMatchObject({ heading: 'Product safety recall', leastRemedies: 2 })
  })

  it('is refused without sources, with too few remedies, or with a field it does not know', () => {
    const written = JSON.parse(JSON.stringify(euConsumerLaw2022))
    expect(
      decodeLegalPack({ ...written, sources: [], recall: { ...written.recall, remedies: ['refund'] }, withdrawl: {} }),
    ).toEqual(
      E.left([
        'withdrawl: no field of a legal pack',
        'sources: a rule of law without a source',
        'recall.remedies: fewer than there must be to choose from',
      ]),
    )
    expect(decodeLegalPack({ ...written, withdrawal: { ...written.withdrawal, period: 'P14' } })).toEqual(
      E.left(['withdrawal.period: expected Period, got "P14"']),
    )
  })
})
