//! Findings about a text, before the meaning of its objects is known. `{where}` names the text and the line when the
//! finding has no location, as in `live`.

use crate::{codes, reasons};

codes! {
    SYNTAX_YAML = "syntax/yaml", Error, Syntax, Rejected,
        en: "{where}invalid YAML: {detail}",
            "kubectl stops at this document; clbplan still reads the others",
            "check this line and the one before: usually a quote, bracket or colon is missing, or the indentation is wrong";
        zh: "{where}这里不是合法的 YAML：{detail}",
            "kubectl 读到这个文档就会停下；clbplan 会继续读取其他文档",
            "请检查这一行和上一行：通常是少了引号、括号或冒号，或者缩进不对";
    SYNTAX_QUOTE = "syntax/unclosed-quote", Error, Syntax, Rejected,
        en: "{where}this quote is never closed",
            "everything up to the end of the document becomes part of the string",
            "close the quote; write `''` for a quote inside single quotes, `\\\"` inside double quotes";
        zh: "{where}这里的引号没有闭合",
            "从这里到文档结尾都会被当作字符串",
            "请补上引号；单引号内的引号写成 `''`，双引号内写成 `\\\"`";
    SYNTAX_BRACKET = "syntax/unclosed-bracket", Error, Syntax, Rejected,
        en: "{where}`{character}` has no matching bracket",
            "",
            "add the missing bracket; if the bracket is part of a text, put the value in quotes";
        zh: "{where}`{character}` 没有与之配对的括号",
            "",
            "请补上缺少的括号；如果括号是文本的一部分，请加引号";
    SYNTAX_COLON = "syntax/unexpected-colon", Error, Syntax, Rejected,
        en: "{where}a colon cannot separate a key from a value here",
            "`: ` separates a key from its value, once per line; a line indented deeper than its neighbours continues the previous one",
            "put text that contains `: ` in quotes, or align the key with its siblings";
        zh: "{where}这里的冒号不能分隔键和值",
            "`: ` 分隔键和值，每行一次；比相邻行缩进更深的行会被当作上一行的延续",
            "包含 `: ` 的文本请加引号，或让键与同级对齐";
    FULL_WIDTH = "syntax/full-width-character", Error, Syntax, Rejected,
        en: "{where}`{character}` ({code}) is a full-width character; YAML needs `{ascii}` here",
            "the full-width form is part of a text, so the key and its value are not separated as intended",
            "write `{ascii}` (and a space after a colon), and switch the input method to half-width punctuation";
        zh: "{where}`{character}`（{code}）是全角字符，这里需要半角的 `{ascii}`",
            "YAML 把全角字符当作文本的一部分，键和值没有按预期分开",
            "请写半角的 `{ascii}`（冒号之后加空格），并将输入法切换为半角标点";
    SYNTAX_RESERVED = "syntax/reserved-character", Error, Syntax, Rejected,
        en: "{where}this unquoted value begins with `{character}`",
            "YAML reserves this character at the beginning of a value",
            "put the value in quotes";
        zh: "{where}这个值没有加引号，却以 `{character}` 开头",
            "YAML 保留了这个字符，值不能以它开头",
            "请给值加上引号";
    SYNTAX_TAB = "syntax/tab", Error, Syntax, Rejected,
        en: "{where}the indentation contains a tab",
            "YAML allows only spaces there, so the nesting is unclear",
            "replace the tab with spaces";
        zh: "{where}缩进中使用了制表符",
            "YAML 的缩进只能用空格，这里无法判断层级关系",
            "请把制表符换成空格";
    SYNTAX_CONTROL = "syntax/control-character", Error, Syntax, Rejected,
        en: "{where}the character {character} is not allowed in YAML",
            "such characters usually come from a file in another encoding or from a terminal",
            "delete it, or write it as an escape in double quotes";
        zh: "{where}YAML 中不允许出现字符 {character}",
            "控制字符通常来自其他编码的文件或终端",
            "请删除，或在双引号中写成转义";
    JSON_AS_YAML = "syntax/json-read-as-yaml", Warning, Syntax, None,
        en: "{where}kubectl 1.32 and older refuse this document, which is not valid JSON: {detail}",
            "kubectl 1.33 and later read it as YAML, which allows more; clbplan does the same",
            "check here and just before: a comma or quote is missing or redundant";
        zh: "{where}kubectl 1.32 及更早的版本会拒绝该文档，它不是合法的 JSON：{detail}",
            "kubectl 1.33 及之后的版本会将其按 YAML 读取，YAML 更宽松；clbplan 也是如此",
            "请检查这里和前一处：可能少了或多了逗号、引号";
    SYNTAX_JSON = "syntax/json", Error, Syntax, Rejected,
        en: "{where}invalid JSON: {detail}",
            "a document that begins with a brace or bracket is read as JSON; the rest of this document cannot be read",
            "check here and just before: a comma or quote is missing or redundant";
        zh: "{where}这里不是合法的 JSON：{detail}",
            "以花括号或方括号开头的文档按 JSON 读取，该文档出错处之后的内容无法读取",
            "请检查这里和前一处：可能少了或多了逗号、引号";
    SYNTAX_NOT_FINITE = "syntax/not-finite", Error, Syntax, Rejected,
        en: "{where}this value is infinity or NaN, which JSON cannot represent",
            "kubectl sends objects as JSON and refuses this value",
            "if you mean text, put the value in quotes";
        zh: "{where}这个值是无穷大或非数字，JSON 无法表示",
            "kubectl 以 JSON 发送对象，会拒绝这个值",
            "如果这里要的是文本，请加引号";
    SYNTAX_TAG = "syntax/tag", Error, Syntax, Rejected,
        en: "{where}the value is not of the type that its tag `{tag}` names",
            "kubectl rejects such a value",
            "remove the tag, or write a value of that type";
        zh: "{where}值不是标签 `{tag}` 所表示的类型",
            "类型不符时 kubectl 会拒绝",
            "请去掉标签，或改成该类型的值";
    SYNTAX_KEY = "syntax/key", Error, Syntax, Rejected,
        en: "{where}{found} cannot be the key of a mapping",
            "kubectl converts numbers and booleans to strings, and rejects anything else",
            "write the key as a string, in quotes if needed";
        zh: "{where}{found} 不能作为键",
            "kubectl 会把数字和布尔值转成字符串，其他一律拒绝",
            "请把键写成字符串，必要时加引号";
    SYNTAX_MERGE = "syntax/merge", Error, Syntax, Rejected,
        en: "{where}`<<` needs a mapping or a list of mappings",
            "only mappings have members to copy",
            "use an alias of a mapping, such as `<<: *defaults`";
        zh: "{where}`<<` 的值必须是映射或映射的列表",
            "只有映射才有可复制的成员",
            "请给出映射的别名，例如 `<<: *defaults`";
    SYNTAX_ALIAS = "syntax/alias", Error, Syntax, Rejected,
        en: "{where}this alias has no anchor before it in this document",
            "an alias (`*name`) repeats a value that was named with `&name` earlier in the same document; the alias cannot be inside the value that it repeats",
            "name the value with `&` before you use it; if the text only begins with `*`, put it in quotes";
        zh: "{where}这个别名在本文档前文中没有对应的锚点",
            "别名（`*name`）重复同一文档前面用 `&name` 命名的值，且不能位于该值之内",
            "请在使用之前用 `&` 给值命名；如果文本只是以 `*` 开头，请加引号";
    SYNTAX_AFTER_END = "syntax/after-document-end", Warning, Syntax, Ignored,
        en: "{where}the text after the end of the document is not read",
            "`...` ends a document, and kubectl skips everything up to the next `---`",
            "start the next document with `---`";
        zh: "{where}文档结束之后的内容不会被读取",
            "`...` 结束一个文档，kubectl 会跳过从那里到下一个 `---` 之间的内容",
            "请用 `---` 开始下一个文档";
    TOO_LARGE = "syntax/too-large", Error, Syntax, Rejected,
        en: "{where}the text has {count} bytes; at most {limit} are read",
            "none of it was checked", "provide only the relevant objects, or several smaller texts";
        zh: "{where}文本有 {count} 字节，最多读取 {limit} 字节",
            "其中的内容都没有被检查", "请只提供相关的对象，或拆成几份较小的文本";
    TOO_DEEP = "syntax/too-deep", Error, Syntax, Rejected,
        en: "{where}values are nested more than {limit} deep",
            "the document was not read",
            "check for unclosed brackets, or for indentation that grows with every line";
        zh: "{where}嵌套超过 {limit} 层",
            "这个文档没有被读取",
            "请检查是否有未闭合的括号，或逐行递增的缩进";
    TOO_MANY_DOCUMENTS = "syntax/too-many-documents", Error, Syntax, Rejected,
        en: "{where}the text has more than {limit} documents",
            "the documents from here on were not checked", "provide only the relevant objects, or several smaller texts";
        zh: "{where}文本中的文档超过 {limit} 个",
            "从这里开始的文档没有被检查", "请只提供相关的对象，或拆成几份较小的文本";
    TOO_MANY_NODES = "syntax/too-many-nodes", Error, Syntax, Rejected,
        en: "{where}the text has more than {limit} values",
            "this document and those after it were not checked", "provide only the relevant objects, or several smaller texts";
        zh: "{where}文本中的值超过 {limit} 个",
            "这个文档及其后的文档没有被检查", "请只提供相关的对象，或拆成几份较小的文本";
    TOO_MANY_ALIASES = "syntax/too-many-aliases", Error, Syntax, Rejected,
        en: "{where}the aliases of this document expand to more than {limit} values",
            "kubectl rejects such documents, too",
            "write out the values where they are used";
        zh: "{where}这个文档的别名展开后超过 {limit} 个值",
            "kubectl 同样会拒绝这样的文档",
            "请在使用处直接写出这些值";
    TOO_MANY_FINDINGS = "syntax/too-many-findings", Error, Syntax, Rejected,
        en: "{where}the text has more than {limit} problems",
            "the documents from here on were not checked", "check that this is the right text";
        zh: "{where}文本中的问题超过 {limit} 处",
            "从这里开始的文档没有被检查", "请确认给出的文本是否正确";
    EMPTY = "input/empty", Warning, Syntax, None,
        en: "{where}the text contains no object",
            "", "provide the YAML or JSON of at least one object";
        zh: "{where}文本中没有任何对象",
            "", "请提供至少一个对象的 YAML 或 JSON";
    NOT_AN_OBJECT = "input/not-an-object", Error, Schema, Rejected,
        en: "{where}expected a Kubernetes object, found {found}",
            "a document contains one object with `apiVersion`, `kind` and `metadata`",
            "separate objects with lines of `---`, or put them into `items` of a `kind: List`";
        zh: "{where}应为 Kubernetes 对象，实际为 {found}",
            "每个文档包含一个带有 `apiVersion`、`kind` 和 `metadata` 的对象",
            "请用 `---` 行分隔各个对象，或放进 `kind: List` 的 `items`";
    MISSING_KIND = "input/missing-kind", Error, Schema, Rejected,
        en: "{where}the `kind` of the object is missing, empty or not a string",
            "kubectl rejects such an object",
            "write `kind`, for example `kind: Service`";
        zh: "{where}对象的 `kind` 缺失、为空或不是字符串",
            "kubectl 会拒绝这样的对象",
            "请写明 `kind`，例如 `kind: Service`";
    INCOMPLETE_LIST = "input/incomplete-list", Error, Schema, None,
        en: "{where}this is one page of a list, and the others are missing",
            "without the other pages, the plan would create what exists already",
            "provide the whole list: `kubectl get` reads every page, `kubectl get --raw` only one (`metadata.continue` names the next)";
        zh: "{where}这只是列表中的一页，缺少其余各页",
            "缺少其余各页时，预览会显示创建已经存在的资源",
            "请提供完整的列表：`kubectl get` 会读取所有页，`kubectl get --raw` 只读取一页（`metadata.continue` 指向下一页）";
    NOT_RENDERED = "input/not-rendered", Error, Syntax, Rejected,
        en: "{where}nothing here was checked: this text is not a manifest yet, it has to be rendered first",
            "the text is a template, or describes a chart or a kustomization; applied unrendered, it is rejected, or its placeholders are stored as text",
            "check the rendered result, for example with `{command} | clbplan plan -f -`";
        zh: "{where}这里的内容没有检查：它还不是清单，须先渲染",
            "这是模板，或是 chart 或 kustomization 的描述文件；直接应用时会被拒绝，或将占位符作为文本保存",
            "请检查渲染后的结果，例如 `{command} | clbplan plan -f -`";
    NO_SERVICE = "input/no-service", Info, Schema, None,
        en: "nothing was checked: there is no Service here",
            "only Services and TkeServiceConfigs are checked",
            "check the Services that a chart, kustomization or operator creates: pipe `helm template …`, `kubectl kustomize …` or `kubectl get services -o yaml` into `clbplan plan -f -`";
        zh: "没有检查任何内容：这里没有 Service",
            "只检查 Service 和 TkeServiceConfig",
            "请检查 chart、kustomization 或 Operator 创建的 Service：把 `helm template …`、`kubectl kustomize …` 或 `kubectl get services -o yaml` 的输出交给 `clbplan plan -f -`";
    TOOL_MESSAGE = "input/tool-message", Warning, Syntax, None,
        en: "{where}a message of kubectl or helm was skipped, because it is not part of an object",
            "it was saved to the file together with the objects; kubectl would reject such a file",
            "save only the standard output of the command, without `2>&1`";
        zh: "{where}已略过 kubectl 或 helm 的提示信息，它不是对象的一部分",
            "它与对象一起保存到了文件中；kubectl 会拒绝这样的文件",
            "请只保存命令的标准输出，不要使用 `2>&1`";
    DUPLICATE_OBJECT = "input/duplicate-object", Warning, Schema, Ignored,
        en: "{where}`{kind}` `{name}` appears more than once",
            "only the last one is used, as if they were applied one after the other: clbplan assumes that all objects of one request are of one cluster",
            "keep one of them, or give them different names; if they are for several clusters, check the files of each cluster separately";
        zh: "{where}`{kind}` `{name}` 出现了不止一次",
            "只使用最后一个，如同依次应用：clbplan 假定一次请求的所有对象属于同一集群",
            "请只保留其中一个，或使用不同的名称；如果它们属于多个集群，请按集群分别检查各自的文件";
}

/// Notes at second places.
pub mod notes {
    use super::reasons;

    reasons! {
        EARLIER_OBJECT = "input/earlier-object", Inferred, None, "an earlier object of the same name", "较早的同名对象";
    }
}
