import { given } from '@aftersale/decider/testing'
import {
  approve,
  bought,
  choose,
  delivered,
  eur,
  euros,
  failRepair,
  held,
  hold,
  installed,
  open,
  opened,
  partly,
  repair,
  sek,
  termsWhere,
} from '../claim.fixtures.js'
import type { WarrantyCommand } from '../commands.js'
import { after, motor } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const refusal = (history: ReadonlyArray<WarrantyCommand>, command = repair()): unknown => {
  const { decision } = given(warranty, after(...history)).when(command)
  return decision._tag === 'Left' ? decision.left.reason : decision.right.map(({ type }) => type)
}

describe('what is covered', () => {
  const feeMotor = [
    bought({ terms: termsWhere('motor', { serviceFees: [euros(2900n)] }) }),
    delivered,
    installed,
    open(),
    approve({ layerId: motor }),
    choose(),
    hold(),
  ]

  it('is free of charge', () => {
    given(warranty, after(...held))
      .when(repair({ chargedMinor: 1n }))
      .rejects({ reason: 'ChargeNotAllowed', allowedMinor: 0n, chargedMinor: 1n })
  })

  it('may cost the service fee of the layer, once, in its own currency', () => {
    expect(refusal(feeMotor, repair({ chargedMinor: 2900n }))).toStrictEqual(['RepairCompleted'])
    given(warranty, after(...feeMotor))
      .when(repair({ chargedMinor: 2901n }))
      .rejects({ reason: 'ChargeNotAllowed', allowedMinor: 2900n, chargedMinor: 2901n })
    given(warranty, after(...feeMotor))
      .when(repair({ chargedMinor: 1n, currency: sek }))
      .rejects({ reason: 'ChargeNotAllowed', allowedMinor: 0n, chargedMinor: 1n })
  })

  it('is free where the repair did not help', () => {
    given(warranty, after(...feeMotor))
      .when(failRepair(1, { chargedMinor: 1n }))
      .rejects({ reason: 'ChargeNotAllowed', allowedMinor: 0n, chargedMinor: 1n })
  })

  it('is free up to the limit of an approval in part, and the customer’s above it', () => {
    const inPart = [...opened, partly({ coverLimit: euros(15000n) }), choose(), hold()]
    expect(refusal(inPart, repair({ chargedMinor: 3500n }))).toStrictEqual(['RepairCompleted'])
    given(warranty, after(...inPart))
      .when(repair({ chargedMinor: 3501n }))
      .rejects({ reason: 'ChargeNotAllowed', allowedMinor: 3500n, chargedMinor: 3501n })
    given(warranty, after(...inPart))
      .when(repair({ costMinor: 14000n, chargedMinor: 1n }))
      .rejects({ reason: 'ChargeNotAllowed', allowedMinor: 0n, chargedMinor: 1n })
    given(warranty, after(...inPart))
      .when(repair({ currency: sek }))
      .rejects({ reason: 'CurrencyMismatch', expected: eur, found: sek })
  })

  it('is told in one currency by every attempt', () => {
    given(warranty, after(...held, failRepair()))
      .when(repair({ attempt: 2 as never, currency: sek }))
      .rejects({ reason: 'CurrencyMismatch', expected: eur, found: sek })
  })
})
