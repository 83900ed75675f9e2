import { DEFAULT_BINDING_POLICY, DEFAULT_COMMISSION_POLICY } from '@shared/contract/policy/schema'
import type { Context } from '../../../platform/context'
import { DEFAULT_AGREEMENT } from './legal.rules'
import type { SettingsDoc } from './settings.model'
import { insertSettings } from './settings.repo'

/**
 * The settings of a shop that nobody has set up yet: it sells nothing, and what it would go by is what most shops choose
 * (free of freight, seven days to return, one level of 10 %).
 */
function unsetSettings(now: number): SettingsDoc {
  return {
    _id: 'shop',
    settingsVersion: 0,
    preparing: true,
    confirmed: [],
    name: '',
    slogan: '',
    openedAt: now,
    freightFen: 0,
    freeFreightFromFen: 0,
    promises: [],
    servicePhone: '',
    searchHint: '',
    banners: [],
    categories: [],
    sections: [],
    afterSaleDays: 7,
    autoReceiveDays: 10,
    unpaidMinutes: 30,
    unpaidOrders: 10,
    heldPieces: 200,
    messageTemplates: {},
    messageFields: {},
    agreement: DEFAULT_AGREEMENT,
    policyVersion: 1,
    policyChangedAt: now,
    commission: DEFAULT_COMMISSION_POLICY,
    binding: DEFAULT_BINDING_POLICY,
  }
}

/**
 * Begins a shop, to be set up in the mini-program: one trip. Where one stands nothing changes.
 * @returns whether there was none
 */
export function beginShop(ctx: Pick<Context, 'db' | 'clock'>): Promise<boolean> {
  return insertSettings(ctx, unsetSettings(ctx.clock.now()))
}
