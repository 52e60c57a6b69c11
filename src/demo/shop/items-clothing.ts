/** Clothing: code, name (en, zh-TW, zh-CN), drawing, EUR, USD, colours, sizes, popularity. */
import { type ItemRow, itemRows } from './item-row.ts';

// biome-ignore format: a table reads in rows
const shirts = itemRows('shirts', [
  ['SH01', 'Linen shirt', '亞麻襯衫', '亚麻衬衫', 'shirt', 79, 89, 'Chalk Sage Navy', 'XS S M L XL', 96],
  ['SH02', 'Oxford shirt', '牛津襯衫', '牛津纺衬衫', 'shirt/button-down', 69, 79, 'White Sky', 'S M L XL', 64],
  ['SH03', 'Striped poplin shirt', '條紋府綢襯衫', '条纹府绸衬衫', 'shirt/stripe', 75, 85, 'Sky Rose', 'S M L', 41],
  ['SH04', 'Band-collar shirt', '立領襯衫', '立领衬衫', 'shirt/band', 85, 95, 'Chalk Ink', 'S M L', 33],
  ['SH05', 'Heavy cotton T-shirt', '厚磅純棉 T 恤', '重磅纯棉 T 恤', 'tee', 35, 39, 'White Ink Clay Olive', 'S M L XL', 148],
  ['SH06', 'Breton top', '布列塔尼條紋上衣', '布列塔尼条纹上衣', 'tee/breton', 49, 55, 'Navy Rust', 'S M L', 72],
  ['SH07', 'Silk-blend blouse', '絲混紡女衫', '真丝混纺女衫', 'blouse', 119, 135, 'Rose Chalk', 'XS S M L', 28, { was: 149 }],
  ['SH08', 'Camp-collar shirt', '古巴領短袖襯衫', '古巴领短袖衬衫', 'shirt/short', 65, 75, 'Sage Clay', 'S M L', 37],
  ['SH09', 'Piqué polo shirt', '珠地 Polo 衫', '珠地 Polo 衫', 'tee/polo', 55, 65, 'Evergreen Navy', 'S M L', 45],
]);

// biome-ignore format: a table reads in rows
const knitwear = itemRows('knitwear', [
  ['KN01', 'Merino crew-neck jumper', '美麗諾羊毛圓領毛衣', '美利奴羊毛圆领毛衣', 'knit', 89, 99, 'Oat Navy Berry', 'S M L XL', 88],
  ['KN02', 'Merino roll-neck jumper', '美麗諾羊毛高領毛衣', '美利奴羊毛高领毛衣', 'knit/roll', 95, 105, 'Charcoal Rust', 'S M L', 52],
  ['KN03', 'Fisherman jumper', '漁夫絞花毛衣', '渔夫绞花毛衣', 'knit/cable', 129, 145, 'Chalk Evergreen', 'S M L', 47],
  ['KN04', 'Lambswool cardigan', '羔羊毛開襟衫', '羊羔毛开衫', 'cardigan', 109, 119, 'Mustard Slate', 'S M L', 39],
  ['KN05', 'Cashmere V-neck jumper', '喀什米爾 V 領毛衣', '山羊绒 V 领毛衣', 'knit/vee', 179, 199, 'Sand Rose', 'S M L', 24, { was: 219 }],
  ['KN06', 'Knitted waistcoat', '針織背心', '针织背心', 'vest/knit', 69, 75, 'Olive Oat', 'S M L', 21],
  ['KN07', 'Cotton summer knit', '純棉夏季針織衫', '纯棉夏季针织衫', 'knit/short', 65, 75, 'Sky', 'S M L', 30],
  ['KN08', 'Striped jumper', '條紋毛衣', '条纹毛衣', 'knit/stripe', 79, 89, 'Navy Clay', 'S M L', 44],
]);

// biome-ignore format: a table reads in rows
const dresses = itemRows('dresses', [
  ['DR01', 'Linen wrap dress', '亞麻裹身洋裝', '亚麻裹身连衣裙', 'dress/wrap', 129, 145, 'Clay Evergreen', 'XS S M L', 43],
  ['DR02', 'Shirt dress', '襯衫式洋裝', '衬衫式连衣裙', 'dress/shirt', 119, 129, 'Sky Ink', 'S M L', 36],
  ['DR03', 'Slip dress', '細肩帶洋裝', '吊带连衣裙', 'dress/slip', 99, 109, 'Rose Ink', 'S M L', 31],
  ['DR04', 'Knitted dress', '針織洋裝', '针织连衣裙', 'dress/knit', 139, 155, 'Charcoal', 'S M L', 18, { was: 165 }],
  ['DR05', 'Tiered summer dress', '層次夏日洋裝', '层叠夏日连衣裙', 'dress/tier', 109, 119, 'Mustard Chalk', 'S M L', 27],
  ['DR06', 'Pleated midi skirt', '百褶中長裙', '百褶中长半裙', 'skirt/pleat', 89, 99, 'Sage Navy', 'S M L', 34],
  ['DR07', 'Denim skirt', '丹寧裙', '牛仔半裙', 'skirt/denim', 75, 85, 'Denim', 'S M L', 22],
  ['DR08', 'Linen skirt', '亞麻裙', '亚麻半裙', 'skirt', 79, 89, 'Oat Olive', 'S M L', 20],
]);

// biome-ignore format: a table reads in rows
const trousers = itemRows('trousers', [
  ['TR01', 'Straight linen trousers', '亞麻直筒褲', '亚麻直筒裤', 'trousers', 89, 99, 'Oat Navy Olive', 'S M L XL', 58],
  ['TR02', 'Wide-leg trousers', '寬管長褲', '阔腿长裤', 'trousers/wide', 99, 109, 'Ink Sand', 'S M L', 42],
  ['TR03', 'Cotton chinos', '純棉卡其褲', '纯棉卡其裤', 'trousers/chino', 79, 89, 'Sand Navy', '30 32 34 36', 55],
  ['TR04', 'Selvedge jeans', '赤耳牛仔褲', '赤耳牛仔裤', 'trousers/denim', 129, 139, 'Denim Ink', '30 32 34 36', 61],
  ['TR05', 'Corduroy trousers', '燈芯絨長褲', '灯芯绒长裤', 'trousers/cord', 95, 105, 'Rust Olive', 'S M L', 26],
  ['TR06', 'Linen shorts', '亞麻短褲', '亚麻短裤', 'shorts', 59, 65, 'Chalk Sage', 'S M L', 29],
  ['TR07', 'Drawstring lounge trousers', '抽繩居家褲', '抽绳家居裤', 'trousers/drawstring', 59, 65, 'Slate', 'S M L', 25],
]);

// biome-ignore format: a table reads in rows
const coats = itemRows('coats', [
  ['CO01', 'Wool overcoat', '羊毛大衣', '羊毛大衣', 'coat', 299, 349, 'Charcoal Sand', 'S M L', 22],
  ['CO02', 'Trench coat', '雙排釦風衣', '双排扣风衣', 'coat/trench', 249, 279, 'Natural', 'S M L', 17],
  ['CO03', 'Waxed jacket', '油蠟外套', '油蜡外套', 'jacket/waxed', 189, 219, 'Olive Navy', 'S M L XL', 28],
  ['CO04', 'Chore jacket', '工裝外套', '工装外套', 'jacket', 129, 145, 'Denim Rust', 'S M L', 38],
  ['CO05', 'Linen blazer', '亞麻西裝外套', '亚麻西装外套', 'jacket/blazer', 169, 189, 'Oat Navy', 'S M L', 26, { was: 199 }],
  ['CO06', 'Quilted gilet', '絎縫背心', '绗缝马甲', 'vest/quilt', 99, 109, 'Evergreen Ink', 'S M L', 31],
  ['CO07', 'Hooded raincoat', '連帽雨衣', '连帽雨衣', 'coat/rain', 139, 155, 'Mustard Navy', 'S M L', 19],
]);

export const CLOTHING: readonly ItemRow[] = [...shirts, ...knitwear, ...dresses, ...trousers, ...coats];
