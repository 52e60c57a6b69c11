/** Accessories: code, name (en, zh-TW, zh-CN), drawing, EUR, USD, colours, sizes, popularity. */
import { type ItemRow, itemRows } from './item-row.ts';

// biome-ignore format: a table reads in rows
const bags = itemRows('bags', [
  ['BA01', 'Canvas tote', '帆布托特包', '帆布托特包', 'tote', 39, 45, 'Oat Ink Olive', '', 74],
  ['BA02', 'Leather shopper', '皮革購物包', '皮质购物包', 'tote/leather', 179, 199, 'Tan Ink', '', 19],
  ['BA03', 'Crossbody bag', '斜背小包', '斜挎小包', 'crossbody', 119, 129, 'Clay Evergreen Ink', '', 36],
  ['BA04', 'Weekend bag', '週末旅行袋', '周末旅行袋', 'duffel', 159, 179, 'Olive Navy', '', 15],
  ['BA05', 'Roll-top backpack', '捲口後背包', '卷口双肩包', 'backpack', 129, 139, 'Charcoal Sand', '', 23],
  ['BA06', 'Card holder', '卡片夾', '卡包', 'wallet', 35, 39, 'Tan Ink Evergreen', '', 49, { tax: 'standard' }],
  ['BA07', 'Market basket', '市集提籃', '市集提篮', 'basket/handles', 49, 55, 'Natural', '', 27],
]);

// biome-ignore format: a table reads in rows
const shoes = itemRows('shoes', [
  ['SO01', 'Canvas sneakers', '帆布鞋', '帆布鞋', 'sneaker', 69, 79, 'White Navy', '38 39 40 41 42', 51],
  ['SO02', 'Leather loafers', '皮革樂福鞋', '皮质乐福鞋', 'loafer', 149, 165, 'Tan Ink', '38 39 40 41', 29],
  ['SO03', 'Chelsea boots', '切爾西靴', '切尔西靴', 'boot', 189, 209, 'Walnut', '38 39 40 41 42', 24],
  ['SO04', 'Leather sandals', '皮革涼鞋', '皮质凉鞋', 'sandal', 89, 99, 'Tan', '37 38 39 40', 18, { was: 110 }],
  ['SO05', 'Wool felt slippers', '羊毛氈拖鞋', '羊毛毡拖鞋', 'slipper', 49, 55, 'Slate Oat', 'S M L', 33],
]);

// biome-ignore format: a table reads in rows
const scarves = itemRows('scarves', [
  ['AC01', 'Merino scarf', '美麗諾羊毛圍巾', '美利奴羊毛围巾', 'scarf', 59, 65, 'Mustard Navy Rose', '', 57],
  ['AC02', 'Checked wool scarf', '格紋羊毛圍巾', '格纹羊毛围巾', 'scarf/check', 69, 75, 'Rust Evergreen', '', 38],
  ['AC03', 'Silk square', '真絲方巾', '真丝方巾', 'square', 65, 75, 'Berry Sky', '', 26],
  ['AC04', 'Ribbed beanie', '羅紋毛帽', '罗纹毛线帽', 'beanie', 29, 35, 'Charcoal Mustard Sage', '', 69],
  ['AC05', 'Straw hat', '草編帽', '草编帽', 'hat', 49, 55, 'Natural', 'S M', 21],
  ['AC06', 'Cotton cap', '純棉棒球帽', '纯棉棒球帽', 'cap', 29, 35, 'Navy Oat Clay', '', 46],
  ['AC07', 'Lambswool gloves', '羔羊毛手套', '羊羔毛手套', 'gloves', 39, 45, 'Charcoal Rust', 'M L', 32],
  ['AC08', 'Leather belt', '皮革腰帶', '皮质腰带', 'belt', 49, 55, 'Tan Ink', '85 95 105', 35],
  ['AC09', 'Cotton socks', '純棉襪', '纯棉袜', 'socks', 12, 14, 'Chalk Navy Clay Sage', '', 131],
  ['AC10', 'Walking umbrella', '直柄雨傘', '直柄雨伞', 'umbrella', 45, 49, 'Ink Evergreen', '', 40, { tax: 'standard' }],
  ['AC11', 'Sunglasses', '太陽眼鏡', '太阳镜', 'sunglasses', 89, 99, 'Ink Walnut', '', 22, { tax: 'standard' }],
  ['AC12', 'Hoop earrings', '圈形耳環', '圈形耳环', 'earrings', 39, 45, 'Brass', '', 28, { tax: 'standard' }],
]);

export const ACCESSORIES: readonly ItemRow[] = [...bags, ...shoes, ...scarves];
