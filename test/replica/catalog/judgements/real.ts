/** Queries over real goods of two files; each names the title, or the SKU, as the file writes it. */
import type { Judgements } from './judgement.ts';

/** A British gift wholesaler's, by stock code and description. */
// biome-ignore format: a table reads in rows
export const GIFTS_JUDGEMENTS: Judgements = {
  words: [
    ['white hanging heart', 'WHITE HANGING HEART T-LIGHT HOLDER'], ['heart t-light holder white', 'WHITE HANGING HEART T-LIGHT HOLDER'], ['rabbit night light', 'RABBIT NIGHT LIGHT'],
    ['light rabbit', 'RABBIT NIGHT LIGHT'], ['regency cakestand', 'REGENCY CAKESTAND 3 TIER'], ['popcorn holder', 'SMALL POPCORN HOLDER'], ['chocolate hot water bottle', 'CHOCOLATE HOT WATER BOTTLE'],
    ['scottie dog bottle', 'SCOTTIE DOG HOT WATER BOTTLE'], ['hand warmer owl', 'HAND WARMER OWL DESIGN'], ['bakelike green', 'ALARM CLOCK BAKELIKE GREEN'], ['jam jars', 'JAM MAKING SET WITH JARS'],
    ['dominoes', 'WOODEN BOX OF DOMINOES'], ['sewing kit doily', 'VINTAGE DOILY TRAVEL SEWING KIT'], ['postage', 'POSTAGE'], ['chilli lights', 'CHILLI LIGHTS'], ['tea and sympathy', 'HOT WATER BOTTLE TEA AND SYMPATHY'],
  ],
  'whole titles among longer ones': [
    ['love hot water bottle', 'LOVE HOT WATER BOTTLE'], ['jam making set printed', 'JAM MAKING SET PRINTED'], ['blue harmonica in box', 'BLUE HARMONICA IN BOX'], ['white metal lantern', 'WHITE METAL LANTERN'],
  ],
  'prefixes and parts': [
    ['reg cak', 'REGENCY CAKESTAND 3 TIER'], ['tlight holder white heart', 'WHITE HANGING HEART T-LIGHT HOLDER'], ['toadst', 'RED TOADSTOOL LED NIGHT LIGHT'], ['gardeners kneel', 'GARDENERS KNEELING PAD KEEP CALM'],
    ['50s christmas chain', "PAPER CHAIN KIT 50'S CHRISTMAS"], ["50's christmas chain", "PAPER CHAIN KIT 50'S CHRISTMAS"], ['cake stand regency', 'REGENCY CAKESTAND 3 TIER'],
  ],
  slips: [
    ['rabit night light', 'RABBIT NIGHT LIGHT'], ['regancy cakestand', 'REGENCY CAKESTAND 3 TIER'], ['popcron holder', 'SMALL POPCORN HOLDER'], ['chocolatte hot water', 'CHOCOLATE HOT WATER BOTTLE'],
    ['harmonika', 'BLUE HARMONICA IN BOX'], ['baklike green', 'ALARM CLOCK BAKELIKE GREEN'], ['ominoes', 'WOODEN BOX OF DOMINOES'], ['hcilli lights', 'CHILLI LIGHTS'], ['wicker haert small', 'HEART OF WICKER SMALL'],
    ['antiqe silver tea glass', 'ANTIQUE SILVER TEA GLASS ETCHED'],
  ],
  sku: [['85123A', '85123A'], ['22423', '22423'], ['POST', 'POST'], ['84029g', '84029G']],
  'parts of codes': [['85123', 'WHITE HANGING HEART T-LIGHT HOLDER'], ['2242', 'REGENCY CAKESTAND 3 TIER'], ['5123a', 'WHITE HANGING HEART T-LIGHT HOLDER']],
};

/** Foods of the world, by their barcodes and titles. */
// biome-ignore format: a table reads in rows
export const FOODS_JUDGEMENTS: Judgements = {
  Thai: [
    ['นมแลคโตสฟรี', 'นมแลคโตสฟรี รสช็อกโกแลต'], ['แลคโตส', 'นมแลคโตสฟรี รสช็อกโกแลต'], ['เล็บมือนาง', 'เล็บมือนาง (ตีนไก่ )'], ['บะหมี่ไวไว', 'บะหมี่ไวไวปรุงสำเร็จ'], ['คุกกี้', 'คุกกี้เนย'], ['มะม่วง ทิปโก้', 'น้ำมะม่วง ตราทิปโก้ สควีซ'],
  ],
  Cyrillic: [
    ['мука льняная', 'Мука льняная'], ['льняная', 'Мука льняная'], ['МУКА льня', 'Мука льняная'], ['жигулевские', 'Сухарики Жигулевские'], ['жигулёвские сухарики', 'Сухарики Жигулевские'], ['завитки', 'Завитки'], ['горошек зелёный', 'Горошек зеленый'], ['капуста броколли', 'Капуста брокколи'],
  ],
  Han: [
    ['可口可乐汽水', '可口可乐汽水'], ['可口可樂汽水', '可口可乐汽水'], ['盐焗花生', '盐焗花生'], ['鹽焗花生', '盐焗花生'], ['伊利牛奶', '伊利纯牛奶'], ['生活泡沫红茶', '生活泡沫紅茶'], ['伯朗咖啡', '伯朗咖啡香草風味'], ['桂花陳酒', 'Kuei Hua Chen Chiew 桂花陈酒'], ['kuei 桂花', 'Kuei Hua Chen Chiew 桂花陈酒'],
  ],
  kana: [
    ['パン粉', 'パン粉'], ['ﾊﾟﾝ粉', 'パン粉'], ['マルちゃん', 'マルちゃん 焼きそば'], ['ﾏﾙちゃん焼きそば', 'マルちゃん 焼きそば'], ['チャーハン', 'ザ．チャーハン'], ['いんげん', 'いんげん Legumes'], ['ヘーゼルナッツ', 'ヘーゼルナッツチョコクリーム'],
  ],
  Hangul: [['가쓰오부시', '가쓰오부시'], ['가쓰오', '가쓰오부시'], ['고등어', '고등어캔'], ['두유 milk', 'Milk (두유)'], ['오코노미', '오코노미야끼']],
  'Arabic and Hebrew': [
    ['حليب السعودية', 'حليب السعودية'], ['حَليب السعودية', 'حليب السعودية'], ['برونتو', 'برونتو كوكيز'], ['ayran لبن', 'Ayran لبن عيران'], ['דמררה', 'סוכר דמררה'], ['סוכר דמרה', 'סוכר דמררה'], ['חומוס פלפלים', 'סלט חומוס עם סלט פלפלים חריפים'],
  ],
  'Latin with accents': [
    ['poulet provencale', 'Cuisses de poulet à la provençale'], ['creme dessert praline', 'Crème dessert parfum praliné'], ['bouillon boeuf weightwatchers', 'WeightWatchers Bouillon de bœuf instantané'], ['petits filous', 'Petits Filous (6 Goûts : Fraise, Framboise, Pêche, Banane, Abricot, Fruits Rouges) 18 Pots'],
  ],
  code: [['8850329106851', '8850329106851'], ['4901336807751', '4901336807751'], ['01280522', '01280522'], ['02421360', '02421360']],
  'parts of codes': [['106851', 'นมแลคโตสฟรี รสช็อกโกแลต'], ['885032910', 'นมแลคโตสฟรี รสช็อกโกแลต']],
};
