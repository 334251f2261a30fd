import {
  AssetCommand,
  PurchaseCommand,
  ReturnCaseCommand,
  ServicePlanCommand,
  ServiceTicketCommand,
  StaffCertificationCommand,
  StoreCreditCommand,
  TechnicianDayCommand,
  WarrantyCommand,
} from '@aftersale/domain'

/** By the category of an aggregate, what its commands are. */
export const commandCodecs: ReadonlyMap<string, { readonly is: (command: unknown) => boolean }> = new Map<
  string,
  { readonly is: (command: unknown) => boolean }
>([
  ['purchase', PurchaseCommand],
  ['returnCase', ReturnCaseCommand],
  ['storeCredit', StoreCreditCommand],
  ['serviceTicket', ServiceTicketCommand],
  ['technicianDay', TechnicianDayCommand],
  ['staffCertification', StaffCertificationCommand],
  ['warranty', WarrantyCommand],
  ['asset', AssetCommand],
  ['servicePlan', ServicePlanCommand],
])
