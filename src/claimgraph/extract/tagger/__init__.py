"""Attribution by a learned tagger: a small encoder reads a window of text and answers three questions about it.

1. At which tokens does an attribution begin to show (its *anchor*: the first token of the cue, or of the content of a
   quotation that goes on without one)?
2. For each anchor: which tokens are the source, the cue, the content?

`windows` cuts the text, `network` is the model in torch, `examples` and `learning` train it, `weights` writes and reads
what is shipped, `running` needs onnxruntime and tokenizers alone, `spans` turns scores into attributions.
"""
