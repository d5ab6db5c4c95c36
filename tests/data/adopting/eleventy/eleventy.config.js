module.exports = function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy("images");
};
