import {
  type AddReplacementUnits,
  type AssetState,
  assetAggregate,
  goodsOf,
  goodsTaxOf,
  type LegalPack,
  leftOf,
  type MoneyLedger,
  ownerAt,
  type Purchase,
  purchaseAggregate,
  type UnitReplaced,
  type Warranty,
  warrantyAggregate,
  warrantyIdOfUnit,
} from '@aftersale/domain'
import { lesserOf } from '@aftersale/domain/money'
import { type Instant, type NonEmptyText, type PositiveInteger } from '@aftersale/messages'
import type { Desk } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { inTurn, issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { claimIn } from './claim-of-a-warranty.js'
import { replacementIdOf, replacementUnitOf } from './replacement-of-a-claim.js'
import { openTicketAboutAClaim } from './ticket-about-a-claim.js'

const NAME = 'replace-the-unit-of-a-claim'

type Replaced = UnitReplaced['data']

/**
 * A unit that a claim gave in place of another stands in its place everywhere: at the purchase, for what was paid for the
 * other, so that it can come back or be claimed in turn; as an asset; and with a warranty that goes on as the claim says.
 * What any of these refuses, the desk finds out.
 */
export const replaceTheUnitOfAClaim = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['UnitReplaced'],
    react: ({ event: { data }, metadata: { recordedAt } }) =>
      lookAt(warrantyAggregate, data.warrantyId, ({ state }) => {
        const found = claimIn(state, data.claimId)
        if (found === undefined) return nothing
        const { warranty, claim } = found
        const reservationId = claim.remedy?.chosen.reservationId
        const askTheDesk =
          (part: string) =>
          ({ reason }: { readonly reason: string }): Reaction =>
            openTicketAboutAClaim(desk, {
              process: NAME,
              claimId: data.claimId,
              part,
              warranty,
              kind: 'claim',
              subcategory: `${part}-answers-${reason}`,
              openedAt: recordedAt,
            })
        const { unit } = warranty.registered
        if (unit === undefined) {
          return lookAt(assetAggregate, warranty.registered.assetId, ({ state: old }) =>
            inTurn([
              nothing,
              ...replaceAsset(data, old, undefined, askTheDesk),
              registerWarranty(data, warranty, askTheDesk),
            ]),
          )
        }
        return lookAt(purchaseAggregate, unit.purchaseId, ({ state: bought }) =>
          lookAt(assetAggregate, warranty.registered.assetId, ({ state: old }) =>
            bought.status === 'not-recorded' || reservationId === undefined
              ? nothing
              : inTurn([
                  replaceAtThePurchase(data, bought.purchase, reservationId, askTheDesk),
                  ...replaceAsset(data, old, bought.purchase, askTheDesk),
                  registerWarranty(data, warranty, askTheDesk),
                ]),
          ),
        )
      }),
  })

type AskTheDesk = (part: string) => (rejection: { readonly reason: string }) => Reaction

/** The old unit is consumed, and what was paid for it carries over; the new one is with the customer. */
const replaceAtThePurchase = (
  { claimId, newSerial, replacedAt }: Replaced,
  purchase: Purchase,
  reservationId: AddReplacementUnits['data']['reservationId'],
  askTheDesk: AskTheDesk,
): Reaction => {
  const { purchaseId, currency } = purchase.sale.recorded
  const [reserved] = purchase.units.reservations.get(reservationId)?.reserved.lines ?? []
  const line = reserved === undefined ? undefined : purchase.sale.lines.get(reserved.lineId)
  if (reserved === undefined || line === undefined) return nothing
  const { lineId } = replacementUnitOf(claimId, purchaseId)
  const serials = newSerial === undefined ? {} : { serials: [newSerial] }
  const { sku, category, kind, serialTracked, returnPolicyRef, warrantyTermsRef } = line
  return issue(
    purchaseAggregate,
    purchaseId,
    {
      type: 'AddReplacementUnits',
      data: {
        purchaseId,
        replacementId: replacementIdOf(claimId),
        reservationId,
        lineageOf: [{ lineId: reserved.lineId, units: reserved.units }],
        newLines: [
          {
            lineId,
            sku,
            ...(category === undefined ? {} : { category }),
            kind,
            quantity: 1 as PositiveInteger,
            serialTracked,
            ...serials,
            ...(returnPolicyRef === undefined ? {} : { returnPolicyRef }),
            ...(warrantyTermsRef === undefined ? {} : { warrantyTermsRef }),
            ...worthOf(reserved, purchase.money),
          },
        ],
        currency,
        addedAt: replacedAt,
      },
    },
    {
      whenCarriedOut: () =>
        issue(
          purchaseAggregate,
          purchaseId,
          {
            type: 'RecordFulfilment',
            data: {
              purchaseId,
              fulfilmentId: `claim-${claimId}` as NonEmptyText,
              lines: [{ lineId, quantity: 1 as PositiveInteger, ...(serialTracked ? serials : {}) }],
              by: 'handed-over-the-counter',
              fulfilledAt: replacedAt,
            },
          },
          { whenRejected: askTheDesk('fulfilment') },
        ),
      whenRejected: askTheDesk('purchase'),
    },
  )
}

/** What was paid for it, or what of that was not given back. */
const worthOf = (
  {
    lineId,
    netMinor,
    taxMinor,
  }: { readonly lineId: Parameters<typeof goodsOf>[0]; readonly netMinor: bigint; readonly taxMinor: bigint },
  money: MoneyLedger,
) => ({
  netMinor: lesserOf(netMinor, leftOf(money, goodsOf(lineId))),
  taxMinor: lesserOf(taxMinor, leftOf(money, goodsTaxOf(lineId))),
})

/** The new asset is whose the old one was, wherever it was bought; the old one is the shop's again. */
const replaceAsset = (
  { claimId, newAssetId, newSerial, newWarrantyId, replacedAt }: Replaced,
  old: AssetState,
  purchase: Purchase | undefined,
  askTheDesk: AskTheDesk,
): ReadonlyArray<Reaction> => {
  if (old.status === 'not-registered') return [nothing, nothing]
  const { asset } = old
  const unit = purchase === undefined ? undefined : replacementUnitOf(claimId, purchase.sale.recorded.purchaseId)
  const marketCode = asset.sales.at(-1)?.marketCode
  return [
    issue(
      assetAggregate,
      newAssetId,
      {
        type: 'RegisterAsset',
        data: {
          assetId: newAssetId,
          sku: asset.sku,
          ...(newSerial === undefined ? {} : { serial: newSerial }),
          owner: ownerAt(asset, replacedAt),
          ...(unit === undefined ? {} : { purchase: unit }),
          ...(marketCode === undefined ? {} : { marketCode }),
          registeredAt: replacedAt,
        },
      },
      {
        whenCarriedOut: () => cover(newAssetId, newWarrantyId, replacedAt, askTheDesk),
        whenRejected: askTheDesk('new-asset'),
      },
    ),
    issue(
      assetAggregate,
      asset.assetId,
      { type: 'ReplaceAsset', data: { assetId: asset.assetId, byAssetId: newAssetId, claimId, replacedAt } },
      // Given back, lost or thrown away meanwhile.
      { whenRejected: ({ reason }) => (reason === 'AssetIsRetired' ? nothing : askTheDesk('old-asset')({ reason })) },
    ),
  ]
}

const cover = (
  assetId: Replaced['newAssetId'],
  warrantyId: Replaced['newWarrantyId'],
  coveredAt: Instant,
  askTheDesk: AskTheDesk,
): Reaction =>
  issue(
    assetAggregate,
    assetId,
    { type: 'CoverAsset', data: { assetId, warrantyId, coveredAt } },
    { whenRejected: askTheDesk('new-asset') },
  )

/** By the terms and the law of the one before it, at their versions. */
const registerWarranty = (
  { claimId, newAssetId, newSerial, newWarrantyId, carried, replacedAt }: Replaced,
  { owner, registered }: Warranty,
  askTheDesk: AskTheDesk,
): Reaction => {
  const unit = registered.unit === undefined ? undefined : replacementUnitOf(claimId, registered.unit.purchaseId)
  if (unit !== undefined && warrantyIdOfUnit(unit) !== newWarrantyId) {
    return askTheDesk('warranty')({ reason: 'NotTheWarrantyOfTheUnit' })
  }
  const { termsRef, layers, calendars, disclosures, marketCode, needsInstallation, purchase } = registered
  const law = lawOf(registered)
  return issue(
    warrantyAggregate,
    newWarrantyId,
    {
      type: 'RegisterWarranty',
      data: {
        warrantyId: newWarrantyId,
        assetId: newAssetId,
        ...(newSerial === undefined ? {} : { serial: newSerial }),
        ...(owner === undefined ? {} : { customerId: owner }),
        ...(unit === undefined ? {} : { unit }),
        terms: { ...termsRef, layers },
        ...(law === undefined ? {} : { law }),
        ...(calendars === undefined ? {} : { calendars }),
        disclosures,
        ...(marketCode === undefined ? {} : { marketCode }),
        ...(needsInstallation === undefined ? {} : { needsInstallation }),
        carried,
        ...(purchase === undefined ? {} : { purchasedAt: purchase.purchasedAt }),
        registeredAt: replacedAt,
      },
    },
    {
      // Nothing of the old one is left to go on with.
      whenRejected: ({ reason }) => (reason === 'NothingWarranted' ? nothing : askTheDesk('warranty')({ reason })),
    },
  )
}

/** Of its law a warranty keeps what is its own; where that holds, its market tells. */
const lawOf = ({ lawRef, marketCode, conformity, rightToReject }: Warranty['registered']): LegalPack | undefined =>
  lawRef === undefined
    ? undefined
    : {
        ...lawRef,
        jurisdiction: (marketCode ?? lawRef.policyId) as string as LegalPack['jurisdiction'],
        ...(conformity === undefined ? {} : { conformity }),
        ...(rightToReject === undefined ? {} : { rightToReject }),
        sources: [],
      }
