import { DOMAIN as D } from './places.mjs'

/** @type {import('../guards.mjs').Guards} */
export default [
  [
    `${D}/goods/picture/picture.rules.ts`,
    [['PICTURE-2', "if (!fits(seen.width) || !fits(seen.height)) throw new AppError('PICTURE_SIZE')", '']],
  ],
  [
    `${D}/goods/picture/jpeg.rules.ts`,
    [
      ['PICTURE-1', 'if (!size || !scanned) return undefined', 'if (!size) return undefined'],
      ['PICTURE-3', 'if (marker === APP1) return turnOf(segment)', 'if (marker === APP1) return [segment]'],
      [
        'PICTURE-3',
        'if (turned === undefined || turned < 2 || turned > 8) return []',
        'if (turned) return []',
      ],
      ['PICTURE-3', " === 'ICC_PROFILE' ? [segment] : []", " === 'ICC_PROFILE' ? [segment] : [segment]"],
      ['PICTURE-3', 'DRAWING.has(marker) ? [segment] : []', '[segment]'],
      ['PICTURE-3', 'if (marker === APP0) return jfifOf(segment)', 'if (marker === APP0) return [segment]'],
      ['PICTURE-3', ' && segment.length === ADOBE_LENGTH ?', ' ?'],
    ],
  ],
  [
    `${D}/goods/picture/png.rules.ts`,
    [
      ['PICTURE-3', 'else if (KEPT.has(type)) kept.push(chunk)', 'else kept.push(chunk)'],
      ['PICTURE-3', 'kept.push(...profileOf(chunk))', 'kept.push(chunk)'],
      ['PICTURE-3', ' || profile.readUInt32BE(0) !== profile.length) return []', ') return []'],
    ],
  ],
  [
    `${D}/goods/picture/webp.rules.ts`,
    [
      ['PICTURE-1', 'if (end > bytes.length) return undefined', ''],
      ['PICTURE-1', 'if (MOVES.has(type)) return undefined', ''],
      ['PICTURE-3', 'if (KEPT.has(type)) kept.push(', 'kept.push('],
      ['PICTURE-3', "type === 'VP8X' ? untold(data) : data", 'data'],
    ],
  ],
  [
    `${D}/goods/picture/picture.service.ts`,
    [
      ['PICTURE-5', '!fresh.every((picture) => present.value.has(picture))', 'false'],
      ['PICTURE-5', '.filter((picture) => !before.includes(picture))', ''],
    ],
  ],
  [
    `${D}/goods/inspection/inspection.repo.ts`,
    [
      ['PICCHECK-1', "{ _id, state: 'waiting', tries }", "{ _id, state: 'waiting' }"],
      ['PICCHECK-3', "{ traces: trace, state: 'waiting' }, change)) > 0", '{ traces: trace }, change)) > 0'],
      ['PICCHECK-4', '[`early.${EARLY - 1}`]: ctx.db._.exists(false)', ''],
      [
        'PICCHECK-2',
        "{ _id, state: 'doubtful' }, { state: 'seen', ...part }",
        "{ _id }, { state: 'seen', ...part }",
      ],
    ],
  ],
  [
    `${D}/goods/inspection/ask.service.ts`,
    [
      ['PICCHECK-4', 'if (noted) await heardEarly(ctx, noted)', ''],
      ['PICCHECK-4', 'if (await heardEarly(ctx, check)) return', ''],
      ['PICCHECK-5', 'traces.length >= QUESTIONS || tries >= TRIES', 'tries >= TRIES'],
      [
        'PICCHECK-5',
        "if (asked.kind === 'rejected' && asked.final) return",
        "if (asked.kind === 'ok') return",
      ],
      ['PICCHECK-5', 'if (isTakenByWechat(picture)) {', 'if (picture) {'],
    ],
  ],
  [
    'cloudfunctions/wechatpush/push.ts',
    [['PICCHECK-3', "if (appid !== ctx.appId) return ctx.log.warn('security.push_of_foreign_app')", '']],
  ],
  [
    `${D}/goods/catalog/create.service.ts`,
    [
      ['CREATE-2', 'if (found) return made(', 'if (false) return made('],
      ['CREATE-2', "'sku', _id, String(pieces))", "'sku', _id)"],
      ['CREATE-2', 'return made(ctx, first, creation)', 'return { productId }'],
      ['CREATE-2', 'pictures, detail, listed],', 'pictures, detail],'],
      ['CREATE-2', '...[name, sellingPoint, categoryId,', '...[name, sellingPoint,'],
      ['CREATE-4', '  await checkPictures(ctx, creation.pictures)\n', ''],
    ],
  ],
  [
    `${D}/goods/catalog/catalog.service.ts`,
    [['CATALOG-9', 'if (settings.sections.length === 0) return', 'if (false) return']],
  ],
  [
    `${D}/goods/inventory/stock.repo.ts`,
    [['CREATE-2', 'Array.isArray(named) && named.flat().includes(stock.skuId)', 'Array.isArray(named)']],
  ],
  [
    `${D}/shop/settings/category.service.ts`,
    [
      ['CREATE-3', 'foldForSearch(one.name) === folded', 'one.name === name'],
      ['CREATE-3', '    mustBeRight(stored)\n', ''],
      ['CREATE-3', 'if (!taken.has(id)) return id', 'return id'],
    ],
  ],
  [
    `${D}/shop/settings/settings.repo.ts`,
    [
      ['CREATE-3', "'categories.categoryId': _.neq(category.categoryId),", ''],
      ['CREATE-3', '[`categories.${most - 1}`]: _.exists(false),', ''],
    ],
  ],
  [
    `${D}/goods/catalog/product.repo.ts`,
    [
      ['CATALOG-4', '{ _id: product._id, version: product.version }', '{ _id: product._id }'],
      ['CATALOG-5', '{ _id: productId, stockRev: _.not(_.gte(folded.stockRev)) }', '{ _id: productId }'],
    ],
  ],
  [
    `${D}/goods/inventory/adjust.service.ts`,
    [
      ['STOCK-8', 'claimed ? parts : claimedFirst(parts, stocks)', 'parts'],
      ['TRAIL-1', ', { more })', ')'],
      ['TRAIL-1', 'const back = untrail(ctx, deed)', 'const back = {}'],
    ],
  ],
]
