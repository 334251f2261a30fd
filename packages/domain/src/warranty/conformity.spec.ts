import { given } from '@aftersale/decider/testing'
import type { NonEmptyText, PolicyRef } from '@aftersale/messages'
import type { Zone } from '../calendar/zone.js'
import { euConsumerLaw2022, euConsumerLaw2026, germanConsumerLaw2022, inCountry } from '../policy/legal/index.js'
import type { LegalPack } from '../policy/legal/legal-pack.js'
import type { WarrantyCommand } from './commands.js'
import { coverageOn } from './layers/coverage-on.js'
import { repairExtensionOf } from './layers/repair-extension.js'
import {
  after,
  at,
  conformity,
  conformityLayer,
  day,
  deliver,
  expire,
  extendByLaw,
  handBack,
  install,
  lastOn,
  motor,
  motorLayer,
  noonOf,
  period,
  register,
  reverse,
  stateAfter,
  take,
  termsWith,
  text,
} from './warranty.fixtures.js'
import { warranty } from './warranty.js'

// The seller's liability by Directive (EU) 2019/771, told by commands and events.

const noHolidays: PolicyRef = { policyId: text('holidays'), version: 1 as PolicyRef['version'] }

const suspendingIn = (country: string, pack: LegalPack): LegalPack =>
  inCountry(pack, {
    policyId: `${country}-law` as NonEmptyText,
    country: country as NonEmptyText,
    calendarRef: noHolidays,
    custodySuspends: true,
  })

const under = (law: LegalPack, ...commands: ReadonlyArray<WarrantyCommand>): ReadonlyArray<WarrantyCommand> => [
  register({
    law,
    terms: termsWith(conformityLayer),
    purchasedAt: noonOf('2025-03-01'),
    registeredAt: noonOf('2025-03-01'),
  }),
  ...commands,
]

describe('a contract before 31 July 2026, delivered on 10 March 2025', () => {
  it('covers until 10 March 2027, the day of delivery not counted', () => {
    expect(lastOn(stateAfter(...under(euConsumerLaw2022, deliver())))).toBe('2027-03-10')
    given(warranty, after(...under(euConsumerLaw2022)))
      .when(deliver())
      .records({
        type: 'WarrantyStarted',
        data: {
          ...deliver().data,
          terms: [
            {
              layerId: conformity,
              startsOn: day('2025-03-10'),
              lastOn: day('2027-03-10'),
              endsAtExclusive: at('2027-03-11T00:00+01:00'),
            },
          ],
          trace: [
            {
              ruleId: text('layer-term'),
              facts: {
                layerId: 'conformity',
                startAnchor: 'delivery',
                period: 'P2Y',
                countingRule: 'event-day-excluded-no-roll',
                zone: 'Europe/Berlin',
                periodByLaw: 'P2Y',
                startsOn: '2025-03-10',
                lastOn: '2027-03-10',
              },
              outcome: text('covers'),
              policyRef: { policyId: text('eu-consumer-law'), version: 1 as PolicyRef['version'] },
            },
          ],
        },
      })
  })

  it('covers until the same day after a repair: that law gives nothing for it', () => {
    given(warranty, after(...under(euConsumerLaw2022, deliver())))
      .when(extendByLaw())
      .rejects({ reason: 'NoExtensionByLaw', layerId: conformity })
  })

  it('covers until the same day in Germany, where custody suspends nothing', () => {
    const state = stateAfter(...under(germanConsumerLaw2022, deliver(), take(), handBack()))
    expect(lastOn(state)).toBe('2027-03-10')
  })

  it('covers until 30 March 2027 where 20 days in custody suspend it, as in France', () => {
    const france = suspendingIn('FR', euConsumerLaw2022)
    const state = stateAfter(...under(france, deliver(), take(), handBack()))
    expect(lastOn(state)).toBe('2027-03-30')
    given(warranty, after(...under(france, deliver(), take())))
      .when(handBack())
      .records({
        type: 'ProductHandedBack',
        data: {
          ...handBack().data,
          terms: [
            {
              layerId: conformity,
              startsOn: day('2025-03-10'),
              lastOn: day('2027-03-30'),
              endsAtExclusive: at('2027-03-31T00:00+02:00'),
            },
          ],
        },
      })
  })

  it('stands still in France from the request on, where that is better than from making it available', () => {
    const france = suspendingIn('FR', euConsumerLaw2022)
    const asked = take({ requestedAt: noonOf('2026-08-28') })
    expect(lastOn(stateAfter(...under(france, deliver(), asked, handBack())))).toBe('2027-04-03')
  })

  it('stands still for nothing but a repair or a replacement', () => {
    const france = suspendingIn('FR', euConsumerLaw2022)
    const looked = take({ purpose: 'inspection' })
    expect(lastOn(stateAfter(...under(france, deliver(), looked, handBack())))).toBe('2027-03-10')
  })

  it('lets a maker’s guarantee run on in France, whose terms let it', () => {
    const law = suspendingIn('FR', euConsumerLaw2022)
    const terms = termsWith({ ...motorLayer, custodySuspends: false })
    const history = [register({ law, terms }), install(), take(), handBack()]
    expect(lastOn(stateAfter(...history), motor)).toBe('2030-03-11')
  })

  it('is counted from the completed installation in Israel', () => {
    const zone = 'Asia/Jerusalem' as Zone
    const installed = { ...conformityLayer, startAnchor: 'installation' as const, zone, period: period('P1Y') }
    const registered = register({ terms: termsWith(installed) })
    expect(lastOn(stateAfter(registered, deliver()))).toBeUndefined()
    expect(lastOn(stateAfter(registered, deliver(), install()))).toBe('2026-03-12')
  })
})

describe('a contract from 31 July 2026 on, delivered on 10 August 2026', () => {
  const delivered = deliver({ anchoredAt: noonOf('2026-08-10') })
  const repaired = extendByLaw({ extendedAt: noonOf('2027-02-01') })

  it('covers until 10 August 2028', () => {
    expect(lastOn(stateAfter(...under(euConsumerLaw2026, delivered)))).toBe('2028-08-10')
  })

  it('covers a year longer after a repair, until 10 August 2029', () => {
    const history = after(...under(euConsumerLaw2026, delivered))
    expect(lastOn(stateAfter(...under(euConsumerLaw2026, delivered, repaired)))).toBe('2029-08-10')
    given(warranty, history)
      .when(repaired)
      .records({
        type: 'WarrantyExtended',
        data: {
          ...repaired.data,
          newEndOn: day('2029-08-10'),
          terms: [
            {
              layerId: conformity,
              startsOn: day('2026-08-10'),
              lastOn: day('2029-08-10'),
              endsAtExclusive: at('2029-08-11T00:00+02:00'),
            },
          ],
          trace: [
            {
              ruleId: text('extension'),
              facts: { extensionId: 'repair-1', layerId: 'conformity', by: 'P12M', cause: 'repair-remedy' },
              outcome: text('owed-by-law-once'),
              policyRef: { policyId: text('eu-consumer-law'), version: 2 as PolicyRef['version'] },
            },
            {
              ruleId: text('layer-term'),
              facts: {
                layerId: 'conformity',
                startAnchor: 'delivery',
                period: 'P2Y',
                countingRule: 'event-day-excluded-no-roll',
                zone: 'Europe/Berlin',
                periodByLaw: 'P2Y',
                startsOn: '2026-08-10',
                lastOn: '2029-08-10',
              },
              outcome: text('covers'),
              policyRef: { policyId: text('eu-consumer-law'), version: 2 as PolicyRef['version'] },
            },
          ],
        },
      })
  })

  it('is not longer by a second repair', () => {
    const second = extendByLaw({ extensionId: text('repair-2'), extendedAt: noonOf('2027-09-01') })
    given(warranty, after(...under(euConsumerLaw2026, delivered, repaired)))
      .when(second)
      .recordsNothing()
  })

  it('is longer by twelve months and by no other period', () => {
    given(warranty, after(...under(euConsumerLaw2026, delivered)))
      .when(extendByLaw({ by: period('P6M') }))
      .rejects({ reason: 'NotTheExtensionByLaw', expected: period('P12M') })
  })

  it('is longer in what the law gives alone, not in a guarantee', () => {
    const history = after(register({ law: euConsumerLaw2026 }), delivered, install())
    given(warranty, history)
      .when(extendByLaw({ layerId: motor }))
      .rejects({ reason: 'NoExtensionByLaw', layerId: motor })
    const { state } = given(warranty, history)
    const asked = { extensionId: text('repair-1'), layerId: motor, extendedAt: noonOf('2027-02-01') }
    expect(state.status !== 'not-registered' && repairExtensionOf(state.warranty, asked)).toBeUndefined()
  })

  it('never gives the extension back', () => {
    given(warranty, after(...under(euConsumerLaw2026, delivered, repaired)))
      .when(reverse({ extensionId: text('repair-1') }))
      .rejects({ reason: 'ExtensionOwedByLaw', extensionId: text('repair-1') })
  })

  describe('with 20 days of suspension', () => {
    const law = suspendingIn('FR', euConsumerLaw2026)
    const [taken, back] = [take({ takenAt: noonOf('2027-01-10') }), handBack({ handedBackAt: noonOf('2027-01-29') })]

    it('covers until 30 August 2029, the repair told before the custody or after it', () => {
      expect(lastOn(stateAfter(...under(law, delivered, taken, back, repaired)))).toBe('2029-08-30')
      expect(lastOn(stateAfter(...under(law, delivered, repaired, taken, back)))).toBe('2029-08-30')
      expect(lastOn(stateAfter(...under(law, delivered, taken, repaired, back)))).toBe('2029-08-30')
      expect(lastOn(stateAfter(...under(law, taken, back, repaired, delivered)))).toBe('2029-08-30')
    })

    it('stands still in the third year too, which the repair gave', () => {
      const late = [take({ takenAt: noonOf('2028-09-01') }), handBack({ handedBackAt: noonOf('2028-09-20') })]
      expect(lastOn(stateAfter(...under(law, delivered, repaired, ...late)))).toBe('2029-08-30')
      expect(lastOn(stateAfter(...under(law, delivered, ...late, repaired)))).toBe('2029-08-30')
    })
  })

  it('is owed where the repair was asked for in time and done after the end', () => {
    const end = at('2028-08-11T00:00+02:00')
    const late = extendByLaw({ extendedAt: noonOf('2028-08-20') })
    const state = stateAfter(...under(euConsumerLaw2026, delivered, expire({ dueAt: end }), late))
    expect(state.status).toBe('active')
    expect(lastOn(state)).toBe('2029-08-10')
  })
})

describe('terms that give less than the law', () => {
  it('give what the law gives', () => {
    const short = termsWith({ ...conformityLayer, period: period('P1Y') })
    const state = stateAfter(register({ law: euConsumerLaw2022, terms: short }), deliver())
    expect(lastOn(state)).toBe('2027-03-10')
  })

  it('give more where they give more', () => {
    const long = termsWith({ ...conformityLayer, period: period('P3Y') })
    const state = stateAfter(register({ law: euConsumerLaw2022, terms: long }), deliver())
    expect(lastOn(state)).toBe('2028-03-10')
    expect(coverageOn(state, day('2028-03-10')).covering).toHaveLength(1)
    expect(coverageOn(state, day('2028-03-11')).covering).toHaveLength(0)
  })
})
