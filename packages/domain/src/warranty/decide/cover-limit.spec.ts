import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import {
  approve,
  bought,
  choose,
  delivered,
  eur,
  euros,
  hold,
  installed,
  open,
  otherClaimId,
  partly,
  repair,
  sek,
  termsWhere,
  thirdClaimId,
} from '../claim.fixtures.js'
import { after, motor, text } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

describe('the limits of a layer', () => {
  const second = open({ claimId: otherClaimId, defect: text('smells') })

  it('are kept by verdicts on claims that were opened before they were reached', () => {
    const terms = termsWhere('motor', { maxClaims: 1 as PositiveInteger })
    const both = [bought({ terms }), delivered, installed, open(), second, approve({ layerId: motor })]
    given(warranty, after(...both))
      .when(approve({ claimId: otherClaimId, layerId: motor }))
      .rejects({ reason: 'ClaimLimitReached', layerId: motor, maxClaims: 1 as PositiveInteger })
    expect(given(warranty, after(...both)).when(approve({ claimId: otherClaimId })).decision._tag).toBe('Right')
  })

  it('are kept by what is promised: no more than is left of them', () => {
    const terms = termsWhere('motor', { claimLimits: [euros(60000n)] })
    const spent = [
      bought({ terms }),
      delivered,
      installed,
      open(),
      second,
      approve({ layerId: motor }),
      choose(),
      hold(),
      repair(),
    ]
    // 600.00 less the 185.00 of the repair
    const next = { claimId: otherClaimId, layerId: motor }
    given(warranty, after(...spent))
      .when(approve({ ...next, estimate: euros(41501n) }))
      .rejects({ reason: 'CostExceedsLimit', leftMinor: 41500n, currency: eur })
    expect(given(warranty, after(...spent)).when(approve({ ...next, estimate: euros(41500n) })).decision._tag).toBe(
      'Right',
    )
    given(warranty, after(...spent))
      .when(partly({ ...next, coverLimit: euros(41501n) }))
      .rejects({ reason: 'CostExceedsLimit', leftMinor: 41500n, currency: eur })
    given(warranty, after(...spent))
      .when(partly({ ...next, coverLimit: euros(41500n), estimate: { amountMinor: 1n, currency: sek } }))
      .rejects({ reason: 'CurrencyMismatch', expected: eur, found: sek })
  })

  it('count every claim that was approved, but not the one that is decided', () => {
    const terms = termsWhere('motor', { maxClaims: 2 as PositiveInteger })
    const third = open({ claimId: thirdClaimId, defect: text('rattles') })
    const all = [bought({ terms }), delivered, installed, open(), second, third, approve({ layerId: motor })]
    const two = [...all, approve({ claimId: otherClaimId, layerId: motor })]
    given(warranty, after(...two))
      .when(approve({ claimId: thirdClaimId, layerId: motor }))
      .rejects({ reason: 'ClaimLimitReached', layerId: motor, maxClaims: 2 as PositiveInteger })
  })
})
