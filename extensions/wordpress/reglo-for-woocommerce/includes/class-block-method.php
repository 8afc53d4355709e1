<?php
/**
 * The gateway's face in the block checkout. WooCommerce asks for a class here.
 *
 * @package Reglo
 */

namespace Reglo;

use Automattic\WooCommerce\Blocks\Payments\Integrations\AbstractPaymentMethodType;

defined( 'ABSPATH' ) || exit;

class Block_Method extends AbstractPaymentMethodType {

	/** @var string */
	protected $name = PAYMENT_METHOD;

	public function initialize() {
		$this->settings = (array) get_option( 'woocommerce_' . PAYMENT_METHOD . '_settings', array() );
	}

	public function is_active() {
		return ( $this->settings['enabled'] ?? 'no' ) === 'yes' && is_connected();
	}

	public function get_payment_method_script_handles() {
		wp_register_script( 'reglo-checkout', plugins_url( 'assets/checkout-block.js', FILE ), array( 'wc-blocks-registry', 'wc-settings', 'wp-element', 'wp-html-entities' ), VERSION, true );
		return array( 'reglo-checkout' );
	}

	public function get_payment_method_data() {
		return array(
			'title'       => $this->settings['title'] ?? __( 'Pay online', 'reglo-for-woocommerce' ),
			'description' => $this->settings['description'] ?? '',
			'supports'    => array( 'products' ),
		);
	}
}
