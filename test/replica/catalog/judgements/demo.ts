/** Queries over the demo shop. */
import type { Judgements } from './judgement.ts';

// biome-ignore format: a table reads in rows
export const DEMO_JUDGEMENTS: Judgements = {
  words: [
    ['linen shirt', 'Linen shirt'], ['shirt linen', 'Linen shirt'], ['oxford shirt', 'Oxford shirt'], ['teapot', 'Teapot'],
    ['wool overcoat', 'Wool overcoat'], ['overcoat wool', 'Wool overcoat'], ['trench', 'Trench coat'], ['mug', 'Stoneware mug'],
    ['hand towel', 'Hand towel'], ['towel bath', 'Bath towel'], ['bath mat', 'Bath mat'], ['soap olive', 'Olive oil soap'],
    ['card greeting', 'Greeting card'], ['card holder', 'Card holder'], ['playing cards', 'Playing cards'], ['clock', 'Wall clock'],
    ['hem', 'Alteration: new hem'], ['monogram', 'Monogram'], ['delivery', 'Home delivery'], ['gift wrapping', 'Gift wrapping'],
    ['wrapping paper', 'Wrapping paper'], ['kitchen book', 'Book: The slow kitchen'], ['light rooms', 'Book: Rooms with light'],
    ['merino roll neck', 'Merino roll-neck jumper'], ['jumper crew', 'Merino crew-neck jumper'], ['cashmere', 'Cashmere V-neck jumper'],
    ['v neck', 'Cashmere V-neck jumper'], ['polo', 'Piqué polo shirt'], ['napkins', 'Linen napkins, set of four'], ['set four tumblers', 'Tumblers, set of four'],
  ],
  prefixes: [
    ['lin shi', 'Linen shirt'], ['teap', 'Teapot'], ['umb', 'Walking umbrella'], ['sungl', 'Sunglasses'], ['card', 'Greeting card'],
    ['bac', 'Roll-top backpack'], ['cross', 'Crossbody bag'], ['weeke', 'Weekend bag'], ['chels', 'Chelsea boots'], ['loaf', 'Leather loafers'],
    ['mer sca', 'Merino scarf'], ['bean', 'Ribbed beanie'], ['glo', 'Lambswool gloves'], ['sock', 'Cotton socks'], ['hoop', 'Hoop earrings'],
    ['esp', 'Espresso cup'], ['dinn pla', 'Dinner plate'], ['sal bo', 'Salad bowl'], ['cara', 'Glass carafe'], ['tumb', 'Tumblers, set of four'],
    ['chopp', 'Oak chopping board'], ['apr', 'Linen apron'], ['scent', 'Scented candle'], ['dif', 'Reed diffuser'], ['sket', 'Sketchbook'],
    ['pott', 'Potted olive tree'], ['duv', 'Linen duvet cover'], ['waff', 'Waffle bathrobe'],
  ],
  'a letter changed': [
    ['linan shirt', 'Linen shirt'], ['teaput', 'Teapot'], ['umbrelka', 'Walking umbrella'], ['sunglusses', 'Sunglasses'], ['backpeck', 'Roll-top backpack'],
    ['loefers', 'Leather loafers'], ['cashmire', 'Cashmere V-neck jumper'], ['cordurey', 'Corduroy trousers'], ['espressa', 'Espresso cup'], ['diffusor', 'Reed diffuser'],
    ['notebuok', 'Cloth-bound notebook'], ['fishermen', 'Fisherman jumper'],
  ],
  'a letter missing': [
    ['linn shirt', 'Linen shirt'], ['teapt', 'Teapot'], ['umbrela', 'Walking umbrella'], ['sunglases', 'Sunglasses'], ['bakpack', 'Roll-top backpack'],
    ['cashmer jumpr', 'Cashmere V-neck jumper'], ['cordroy', 'Corduroy trousers'], ['cardgan', 'Lambswool cardigan'], ['wastcoat', 'Knitted waistcoat'], ['overcot', 'Wool overcoat'],
    ['pilowcase', 'Linen pillowcase'], ['sandls', 'Leather sandals'],
  ],
  'a letter doubled': [
    ['linnen shirt', 'Linen shirt'], ['teappot', 'Teapot'], ['umbrrella', 'Walking umbrella'], ['beannie', 'Ribbed beanie'], ['sneakkers', 'Canvas sneakers'],
    ['blazzer', 'Linen blazer'], ['giilet', 'Quilted gilet'], ['candlle', 'Scented candle'], ['cuushion', 'Striped cushion'], ['vasse', 'Bud vase'],
  ],
  'letters swapped': [
    ['lienn shirt', 'Linen shirt'], ['teapto', 'Teapot'], ['umberlla', 'Walking umbrella'], ['bakcpack', 'Roll-top backpack'], ['sacrf', 'Merino scarf'],
    ['balzer', 'Linen blazer'], ['jakcet', 'Chore jacket'], ['tumlber', 'Tumblers, set of four'], ['kintted dress', 'Knitted dress'], ['trenhc', 'Trench coat'],
  ],
  'a slip in the first letter': [
    ['kinen shirt', 'Linen shirt'], ['reapot', 'Teapot'], ['ymbrella', 'Walking umbrella'], ['vackpack', 'Roll-top backpack'], ['xashmere', 'Cashmere V-neck jumper'],
    ['eapot', 'Teapot'], ['mbrella', 'Walking umbrella'], ['ssandals', 'Leather sandals'], ['otebook', 'Cloth-bound notebook'], ['pillowcade', 'Linen pillowcase'],
    ['nseakers', 'Canvas sneakers'], ['acndle', 'Scented candle'],
  ],
  'blanks and hyphens': [
    ['tshirt', 'Heavy cotton T-shirt'], ['t-shirt', 'Heavy cotton T-shirt'], ['t shirt', 'Heavy cotton T-shirt'], ['rolltop', 'Roll-top backpack'], ['crewneck', 'Merino crew-neck jumper'],
    ['linenshirt', 'Linen shirt'], ['note book', 'Cloth-bound notebook'], ['back pack', 'Roll-top backpack'], ['bathtowel', 'Bath towel'], ['clothbound', 'Cloth-bound notebook'],
    ['wrap-dress', 'Linen wrap dress'], ['sun glasses', 'Sunglasses'],
  ],
  options: [
    ['linen shirt chalk', 'Linen shirt'], ['linen m chalk', 'Linen shirt'], ['navy breton', 'Breton top'], ['jeans 32', 'Selvedge jeans'], ['denim 34', 'Selvedge jeans'],
    ['sneakers 42', 'Canvas sneakers'], ['white 42', 'Canvas sneakers'], ['boots walnut 41', 'Chelsea boots'], ['belt 95', 'Leather belt'], ['tote olive', 'Canvas tote'],
    ['candle fig', 'Scented candle'], ['soap lavender', 'Olive oil soap'], ['frame a4', 'Picture frame'], ['duvet double', 'Linen duvet cover'], ['mug terracotta', 'Stoneware mug'],
    ['basket l', 'Rattan basket'], ['scarf mustard', 'Merino scarf'], ['t-shirt clay xl', 'Heavy cotton T-shirt'], ['throw evergreen', 'Lambswool throw'], ['chinos sand 30', 'Cotton chinos'],
  ],
  'Chinese of Taiwan': [
    ['襯衫', 'Linen shirt'], ['亞麻襯衫', 'Linen shirt'], ['茶壺', 'Teapot'], ['雨傘', 'Walking umbrella'], ['毛衣', 'Merino crew-neck jumper'],
    ['圍巾', 'Merino scarf'], ['馬克杯', 'Stoneware mug'], ['浴巾', 'Bath towel'], ['筆記本', 'Cloth-bound notebook'], ['包裝紙', 'Wrapping paper'],
    ['積木', 'Wooden blocks'], ['外套', 'Chore jacket'], ['風衣', 'Trench coat'], ['牛仔褲', 'Selvedge jeans'], ['繡字', 'Monogram'],
    ['宅配', 'Home delivery'], ['傘', 'Walking umbrella'], ['亞麻衫', 'Linen shirt'], ['羊毛衣', 'Merino crew-neck jumper'], ['釦', 'Trench coat'],
  ],
  'Chinese of the mainland': [
    ['衬衫', 'Linen shirt'], ['亚麻衬衫', 'Linen shirt'], ['茶壶', 'Teapot'], ['雨伞', 'Walking umbrella'], ['裹身连衣裙', 'Linen wrap dress'],
    ['围巾', 'Merino scarf'], ['马克杯', 'Stoneware mug'], ['双肩包', 'Roll-top backpack'], ['笔记本', 'Cloth-bound notebook'], ['包装纸', 'Wrapping paper'],
    ['积木', 'Wooden blocks'], ['开衫', 'Lambswool cardigan'], ['风衣', 'Trench coat'], ['送货', 'Home delivery'], ['绣', 'Monogram'],
    ['扑克牌', 'Playing cards'], ['台灯', 'Table lamp'], ['半裙', 'Pleated midi skirt'],
  ],
  'mixed input': [
    ['亞麻 shirt', 'Linen shirt'], ['亞麻shirt', 'Linen shirt'], ['linen 襯衫', 'Linen shirt'], ['亚麻 襯衫', 'Linen shirt'], ['T恤', 'Heavy cotton T-shirt'],
    ['t 恤 white', 'Heavy cotton T-shirt'], ['polo 衫', 'Piqué polo shirt'], ['v 領', 'Cashmere V-neck jumper'], ['圍巾 navy', 'Merino scarf'], ['外套 olive', 'Waxed jacket'],
    ['毛衣 XL', 'Merino crew-neck jumper'], ['sh01 亞麻', 'Linen shirt'],
  ],
  'accents, width and case': [
    ['pique polo', 'Piqué polo shirt'], ['PIQUÉ', 'Piqué polo shirt'], ['piqué polo', 'Piqué polo shirt'], ['LINEN SHIRT', 'Linen shirt'], ['LiNeN sHiRt', 'Linen shirt'],
    ['ｌｉｎｅｎ ｓｈｉｒｔ', 'Linen shirt'], ['ＴＥＡＰＯＴ', 'Teapot'], ['ｊｅａｎｓ ３２', 'Selvedge jeans'], ['línen shírt', 'Linen shirt'], ['tëapot', 'Teapot'],
    ['  teapot  ', 'Teapot'], ['teapot!', 'Teapot'], ['"linen" (shirt)', 'Linen shirt'], ['亞麻　襯衫', 'Linen shirt'],
  ],
  'parts of codes': [
    ['sh01', 'Linen shirt'], ['SH01', 'Linen shirt'], ['ta06', 'Teapot'], ['ac10', 'Walking umbrella'], ['KN05', 'Cashmere V-neck jumper'],
    ['sh01-chk', 'Linen shirt'], ['sh01chk', 'Linen shirt'], ['h01c', 'Linen shirt'], ['pg04', 'Greeting card'], ['ＳＨ０１', 'Linen shirt'],
    ['bb07 lav', 'Olive oil soap'], ['tr04 ink 34', 'Selvedge jeans'], ['so01wht42', 'Canvas sneakers'], ['20700001000', 'Linen shirt'], ['00010001', 'Linen shirt'],
  ],
  sku: [
    ['SH01-CHK-M', 'SH01-CHK-M'], ['sh01-chk-m', 'SH01-CHK-M'], ['SH01CHKM', 'SH01-CHK-M'], ['sh01 chk m', 'SH01-CHK-M'], ['ＳＨ０１－ＣＨＫ－Ｍ', 'SH01-CHK-M'], ['TA06-SAG', 'TA06-SAG'],
  ],
  code: [
    ['2070000100015', 'SH01-CHK-XS'], ['２０７００００１０００１５', 'SH01-CHK-XS'], ['2070000100022', 'SH01-CHK-S'], ['02070000100015', 'SH01-CHK-XS'],
  ],
};
