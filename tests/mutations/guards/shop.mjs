import { DOMAIN as D } from './places.mjs'

/** @type {import('../guards.mjs').Guards} */
export default [
  [`${D}/sale/checkout/place.service.ts`, [['SETUP-1', 'if (settings.preparing) throw', 'if (false) throw']]],
  [`${D}/sale/checkout/quote.service.ts`, [['SETUP-1', 'if (settings.preparing) throw', 'if (false) throw']]],
  [
    `${D}/shop/setup/setup.service.ts`,
    [
      ['SETUP-3', 'if (left.length > 0)', 'if (false)'],
      ['SETUP-3', 'items.length > 0 :', 'true :'],
      ['SETUP-3', '{ listed: true, soldOut: false }', '{ listed: true }'],
    ],
  ],
  [
    `${D}/shop/settings/settings.repo.ts`,
    [
      ['SETUP-3', "{ _id: 'shop', preparing: _.exists(true) }", "{ _id: 'shop' }"],
      [
        'SETTINGS-3',
        "{ _id: 'shop', settingsVersion: version === undefined ? _.exists(false) : _.eq(version) }",
        "{ _id: 'shop' }",
      ],
    ],
  ],
  [
    `${D}/shop/settings/edit.service.ts`,
    [
      ['SETTINGS-6', 'if (edit.shop?.logo !== undefined)', 'if (false)'],
      ['SETTINGS-4', 'for (const text of replaced) await keepLegalText(ctx, text)', ''],
      ['SETTINGS-3', 'if (!stands(checkedSettings(ctx, stored), edit))', 'if (edit)'],
    ],
  ],
  [
    `${D}/shop/settings/edit.rules.ts`,
    [['SETTINGS-4', 'same ? before.version : last.legal + 1', 'last.legal + 1']],
  ],
  [
    `${D}/shop/settings/settings.service.ts`,
    [['SETUP-5', "owned ? ('preparing' as const) :", "true ? ('preparing' as const) :"]],
  ],
]
