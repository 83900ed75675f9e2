import { isDeepStrictEqual } from 'node:util'
import type { ParsedInputOf } from '@shared/contract'
import { SETTINGS_GROUPS, type SettingsGroup } from '@shared/contract/settings/limits'
import type { SettingsAnswer } from '@shared/contract/settings/schema'
import type { TrailChange } from '@shared/contract/trail/schema'
import { changeOf, type Deed } from '../../../platform/trail'
import { legalOf } from './legal.rules'
import type { LegalTextDoc, SettingsDoc } from './settings.model'
import { ifRight } from './settings.rules'

export type SettingsEdit = Omit<ParsedInputOf<'merchant/settings.save'>, 'version'>

/** The groups that an edit brings, in their order. */
export const groupsOf = (edit: SettingsEdit): SettingsGroup[] =>
  SETTINGS_GROUPS.filter((group) => edit[group] !== undefined)

/** The groups as the owner edits them; what is written wrong is left out, to be written anew. */
export function toGroups(settings: SettingsDoc): SettingsAnswer {
  const { name, slogan, searchHint, servicePhone, promises, logo = '' } = settings
  const freight = ifRight(() => ({
    freightFen: settings.freightFen,
    freeFreightFromFen: settings.freeFreightFromFen,
  }))
  const afterSale = ifRight(() => ({
    afterSaleDays: settings.afterSaleDays,
    autoReceiveDays: settings.autoReceiveDays,
    unpaidMinutes: settings.unpaidMinutes,
    promises,
  }))
  const commission = ifRight(() => ({ ratesBps: settings.commission.rates }))
  const { terms, privacy } = legalOf(settings)
  const agreement = ifRight(() => textOf(settings.agreement)) ?? { title: '', paragraphs: [] }
  return {
    shop: { name, slogan, searchHint, logo },
    contact: { servicePhone },
    ...(freight && { freight }),
    ...(afterSale && { afterSale }),
    ...(commission && { commission }),
    legal: { terms: textOf(terms), privacy: textOf(privacy), agreement },
  }
}

const textOf = ({ title, paragraphs }: { title: string; paragraphs: string[] }) => ({ title, paragraphs })

type Texts = readonly { readonly text: string }[]
const linesOf = (texts: Texts): string[] => texts.map(({ text }) => text)
const written = ({ title, paragraphs }: { title: string; paragraphs: Texts }) => ({
  title,
  paragraphs: linesOf(paragraphs),
})

/** An edit as it is kept. */
function keptEdit({ shop, afterSale, legal, commission: _confirmed, ...edit }: SettingsEdit) {
  return {
    ...edit,
    ...(shop && { shop: { ...shop, logo: shop.logo ?? '' } }),
    ...(afterSale && { afterSale: { ...afterSale, promises: linesOf(afterSale.promises) } }),
    ...(legal && {
      legal: {
        terms: written(legal.terms),
        privacy: written(legal.privacy),
        agreement: written(legal.agreement),
      },
    }),
  }
}

/** Whether everything that an edit brings stands already: an answer may have been lost. */
export function stands(settings: SettingsDoc, edit: SettingsEdit): boolean {
  const now = toGroups(settings)
  return Object.entries(keptEdit(edit)).every(([group, wanted]) =>
    isDeepStrictEqual(now[group as SettingsGroup], wanted),
  )
}

const nameOf = ({ name, servicePhone }: SettingsDoc) => ({ name, servicePhone })

/** The highest version that anybody may have agreed to, whatever stands in the settings now. */
export type LastVersions = Record<LegalTextDoc['kind'], number>

/** What an edit makes of the settings: the fields that change, and the texts that it replaces. */
export function editOf(
  settings: SettingsDoc,
  edit: SettingsEdit,
  now: number,
  last: LastVersions,
): { fields: Partial<SettingsDoc>; replaced: LegalTextDoc[] } {
  const { shop, contact, freight, afterSale, legal } = keptEdit(edit)
  const plain = { ...shop, ...contact, ...freight, ...afterSale }
  if (!legal) return { fields: plain, replaced: [] }
  const { terms, privacy, agreement } = legal
  // Only these are read: any other rule may be wrong.
  const { name, servicePhone } = { ...nameOf(settings), ...shop, ...contact }
  const before = legalOf({ name, servicePhone, ...(settings.legal && { legal: settings.legal }) })
  const beforeAgreement = ifRight(() => settings.agreement)
  const same = isDeepStrictEqual([textOf(before.terms), textOf(before.privacy)], [terms, privacy])
  const sameAgreement = beforeAgreement && isDeepStrictEqual(textOf(beforeAgreement), agreement)
  return {
    fields: {
      ...plain,
      // Those of the mall become the shop's own: from now on they stay as they are, whatever it is called.
      legal: { version: same ? before.version : last.legal + 1, terms, privacy },
      agreement: { ...agreement, version: sameAgreement ? beforeAgreement.version : last.agreement + 1 },
    },
    replaced: [
      ...(same ? [] : [kept('legal', before.version, now, [before.terms, before.privacy])]),
      ...(sameAgreement || !beforeAgreement
        ? []
        : [kept('agreement', beforeAgreement.version, now, [beforeAgreement])]),
    ],
  }
}

const kept = (
  kind: LegalTextDoc['kind'],
  version: number,
  keptAt: number,
  texts: LegalTextDoc['texts'],
): LegalTextDoc => ({ _id: `${kind}-${version}`, kind, version, keptAt, texts: texts.map(textOf) })

/** The agreements that an edit has put there, as they are kept. */
export function textsOf({ legal, agreement }: Partial<SettingsDoc>, now: number): LegalTextDoc[] {
  return [
    ...(legal ? [kept('legal', legal.version, now, [legal.terms, legal.privacy])] : []),
    ...(agreement ? [kept('agreement', agreement.version, now, [agreement])] : []),
  ]
}

/** What an edit leaves in the trail. */
export function editDeed(
  before: SettingsDoc,
  fields: Partial<SettingsDoc>,
  edit: SettingsEdit,
  next: number,
): Deed {
  const was = toGroups(before)
  const { shop, contact, freight, afterSale } = keptEdit(edit)
  const changes: TrailChange[] = [
    ...(shop
      ? [
          ...changeOf('店名', was.shop.name, shop.name),
          ...changeOf('口号', was.shop.slogan, shop.slogan),
          ...changeOf('搜索提示', was.shop.searchHint, shop.searchHint),
          ...(was.shop.logo === shop.logo ? [] : changeOf('店标', '原来的', shop.logo ? '新的' : '没有')),
        ]
      : []),
    ...(contact ? changeOf('客服电话', was.contact.servicePhone, contact.servicePhone) : []),
    ...(freight
      ? [
          ...changeOf('运费', was.freight?.freightFen, freight.freightFen, { unit: 'fen' }),
          ...changeOf('包邮金额', was.freight?.freeFreightFromFen, freight.freeFreightFromFen, {
            unit: 'fen',
          }),
        ]
      : []),
    ...(afterSale
      ? [
          ...changeOf('售后天数', was.afterSale?.afterSaleDays, afterSale.afterSaleDays, { unit: 'days' }),
          ...changeOf('自动收货天数', was.afterSale?.autoReceiveDays, afterSale.autoReceiveDays, {
            unit: 'days',
          }),
          ...changeOf('付款时限（分钟）', was.afterSale?.unpaidMinutes, afterSale.unpaidMinutes),
          ...changeOf('承诺', was.afterSale?.promises.join('、'), afterSale.promises.join('、')),
        ]
      : []),
    ...(fields.legal
      ? changeOf(
          '用户协议和隐私政策',
          versionWords(legalOf(before).version),
          versionWords(fields.legal.version),
        )
      : []),
    ...(fields.agreement
      ? changeOf(
          '推广协议',
          versionWords(ifRight(() => before.agreement)?.version ?? 0),
          versionWords(fields.agreement.version),
        )
      : []),
  ]
  return {
    kind: 'rules',
    what: '改店铺设置',
    subject: { id: 'shop', name: fields.name ?? before.name },
    changes,
    key: String(next),
  }
}

const versionWords = (version: number) => `第 ${version} 版`
